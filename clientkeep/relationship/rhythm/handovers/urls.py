from django.urls import path

from . import views

urlpatterns = [
    path("hand-overs/<uuid:handover_id>/", views.hand_over, name="hand_over"),
    path("hand-overs/<uuid:handover_id>/note/", views.note, name="hand_over_note"),
    path("hand-overs/<uuid:handover_id>/acknowledgement/", views.acknowledge, name="hand_over_acknowledge"),
]
