from django.urls import path

from . import views

urlpatterns = [
    path("log/<uuid:entry_id>/recap/", views.write, name="recap_write"),
    path("recaps/<uuid:recap_id>/", views.recap, name="recap"),
    path("recaps/<uuid:recap_id>/version/", views.renew, name="recap_renew"),
    path("recaps/<uuid:recap_id>/removal/", views.discard, name="recap_discard"),
]
