from django.urls import path

from . import reminder_views, views

urlpatterns = [
    path("promises/", views.promises, name="promises"),
    path("clients/<uuid:client_id>/promises/", views.client_promises, name="client_promises"),
    path("promises/<uuid:promise_id>/", views.promise, name="promise"),
    path("promises/<uuid:promise_id>/keeping/", views.keep, name="promise_keep"),
    path("promises/<uuid:promise_id>/day/", views.move, name="promise_move"),
    path("promises/<uuid:promise_id>/dropping/", views.drop, name="promise_drop"),
    path("promises/<uuid:promise_id>/reopening/", views.reopen, name="promise_reopen"),
    path("promises/<uuid:promise_id>/letter/", reminder_views.tell, name="promise_tell"),
    path("promises/letters/<uuid:reminder_id>/", reminder_views.reminder, name="reminder"),
    path("promises/letters/<uuid:reminder_id>/removal/", reminder_views.drop, name="reminder_drop"),
]
