"""The addresses of notices, of what one is told, and of webhooks."""

from django.urls import path

from . import settings_views, views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="list"),
    path("notices/reading/", views.read_all, name="read_all"),
    path("notices/<uuid:notice_id>/opening/", views.opening, name="opening"),
    path("notices/<uuid:notice_id>/reading/", views.reading, name="reading"),
    path("settings/notices/", settings_views.own, name="own"),
    path("settings/notices/webhook/", settings_views.own_hook, name="own_hook"),
    path("settings/notices/webhook/test/", settings_views.own_test, name="own_test"),
    path("settings/notices/webhook/resumption/", settings_views.own_resume, name="own_resume"),
    path("settings/notices/webhook/removal/", settings_views.own_remove, name="own_remove"),
    path("settings/webhook/", settings_views.firm, name="firm"),
    path("settings/webhook/test/", settings_views.firm_test, name="firm_test"),
    path("settings/webhook/resumption/", settings_views.firm_resume, name="firm_resume"),
    path("settings/webhook/removal/", settings_views.firm_remove, name="firm_remove"),
]
