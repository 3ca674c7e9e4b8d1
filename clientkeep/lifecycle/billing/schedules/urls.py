"""Pausing, resuming and stopping a repetition."""

from django.urls import path

from . import views

app_name = "schedules"
urlpatterns = [path("schedules/<uuid:schedule_id>/<slug:act>/", views.change, name="change")]
