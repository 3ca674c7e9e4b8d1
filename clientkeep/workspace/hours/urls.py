"""The addresses of hours and absences."""

from django.urls import path

from . import views

app_name = "hours"
urlpatterns = [
    path("settings/hours/", views.firm, name="firm"),
    path("settings/hours/closed-days/", views.close, name="close"),
    path("settings/hours/closed-days/<uuid:closed_id>/removal/", views.open_again, name="open_again"),
    path("settings/my-hours/", views.own, name="own"),
    path("settings/my-hours/removal/", views.as_the_firm, name="as_the_firm"),
    path("settings/absences/", views.absences, name="absences"),
    path("settings/absences/<uuid:absence_id>/cancellation/", views.cancel, name="cancel_absence"),
]
