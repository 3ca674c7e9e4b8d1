"""The addresses of the first-meeting guide: one opportunity's answers, and the questions."""

from django.urls import path

from . import settings_views, views

app_name = "guides"
urlpatterns = [
    path("sales/opportunities/<uuid:opportunity_id>/guide/", views.guide, name="guide"),
    path("sales/opportunities/<uuid:opportunity_id>/guide/answers/", views.answers, name="answers"),
    path("settings/guide/", settings_views.settings, name="settings"),
    path("settings/guide/questions/", settings_views.add, name="add"),
    path("settings/guide/questions/<uuid:prompt_id>/", settings_views.prompt, name="prompt"),
    path("settings/guide/questions/<uuid:prompt_id>/place/", settings_views.move, name="move"),
    path("settings/guide/questions/<uuid:prompt_id>/retirement/", settings_views.retire, name="retire"),
]
