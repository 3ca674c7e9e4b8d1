from django.urls import path

from . import portal, views

app_name = "meetings"
urlpatterns = [
    path("meeting-steps/<uuid:meeting_step_id>/", views.step, name="step"),
    path("meeting-steps/<uuid:meeting_step_id>/booking/", views.book, name="book"),
    path("meeting-steps/<uuid:meeting_step_id>/choice/", views.choose, name="choose"),
    path("p/meetings/<uuid:meeting_step_id>/", portal.step, name="mine"),
    path("p/meetings/<uuid:meeting_step_id>/change/", portal.change, name="change"),
]
