"""The addresses of the pipeline's settings."""

from django.urls import path

from . import views

app_name = "pipeline"
urlpatterns = [
    path("settings/pipeline/", views.settings, name="settings"),
    path("settings/pipeline/stages/", views.add_stage, name="add_stage"),
    path("settings/pipeline/stages/<uuid:stage_id>/", views.stage, name="stage"),
    path("settings/pipeline/stages/<uuid:stage_id>/place/", views.move_stage, name="move_stage"),
    path("settings/pipeline/stages/<uuid:stage_id>/retirement/", views.retire_stage, name="retire_stage"),
    path("settings/pipeline/reasons/", views.add_reason, name="add_reason"),
    path("settings/pipeline/reasons/<uuid:reason_id>/retirement/", views.retire_reason, name="retire_reason"),
]
