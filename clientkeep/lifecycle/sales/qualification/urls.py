"""The addresses of qualification: one opportunity judged, and the criteria."""

from django.urls import path

from . import settings_views, views

app_name = "qualification"
urlpatterns = [
    path("sales/opportunities/<uuid:opportunity_id>/qualification/", views.judgement, name="judgement"),
    path("sales/opportunities/<uuid:opportunity_id>/qualification/answers/", views.answers, name="answers"),
    path("sales/opportunities/<uuid:opportunity_id>/qualification/override/", views.override, name="override"),
    path("settings/qualification/", settings_views.settings, name="settings"),
    path("settings/qualification/new/", settings_views.new, name="new"),
    path("settings/qualification/<uuid:criterion_id>/", settings_views.criterion, name="criterion"),
    path("settings/qualification/<uuid:criterion_id>/place/", settings_views.move, name="move"),
    path("settings/qualification/<uuid:criterion_id>/retirement/", settings_views.retire, name="retire"),
]
