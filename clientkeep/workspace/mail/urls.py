from django.urls import path

from . import settings_views, views

app_name = "mail"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/deciding/", views.deciding, name="deciding"),
    path("outbox/<uuid:letter_id>/", views.letter, name="letter"),
    path("outbox/<uuid:letter_id>/reading/", views.reading, name="reading"),
    path("outbox/<uuid:letter_id>/decision/", views.decision, name="decision"),
    path("outbox/<uuid:letter_id>/return/", views.taking_back, name="taking_back"),
    path("outbox/<uuid:letter_id>/files/<uuid:file_id>/", views.attachment, name="attachment"),
    path("settings/mail/", settings_views.mail_server, name="server"),
    path("settings/mail/test/", settings_views.test, name="test"),
    path("settings/mail/removal/", settings_views.removal, name="removal"),
    path("settings/letters/", settings_views.wordings, name="wordings"),
    path("settings/letters/<slug:slug>/", settings_views.wording, name="wording"),
    path("settings/letters/<slug:slug>/preview/", settings_views.wording_preview, name="wording_preview"),
    path("settings/letters/<slug:slug>/reset/", settings_views.wording_reset, name="wording_reset"),
]
