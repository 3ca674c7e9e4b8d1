from django.urls import path

from . import views

app_name = "inbox"
urlpatterns = [
    path("inbox/", views.inbox, name="list"),
    path("inbox/<uuid:thread_id>/", views.thread, name="thread"),
    path("inbox/<uuid:thread_id>/settlement/", views.settlement, name="settlement"),
    path("inbox/messages/<uuid:message_id>/reading/", views.reading, name="reading"),
    path("inbox/messages/<uuid:message_id>/client/", views.move, name="move"),
]
