from django.urls import path

from . import settings_views, views

app_name = "mailboxes"
urlpatterns = [
    path("inbox/tray/", views.tray, name="tray"),
    path("inbox/tray/<uuid:arrival_id>/", views.arrival, name="arrival"),
    path("inbox/tray/<uuid:arrival_id>/decision/", views.decision, name="decision"),
    path("settings/mailboxes/", settings_views.firm, name="firm"),
    path("settings/mailboxes/new/", settings_views.firm_new, name="firm_new"),
    path("settings/mailboxes/<uuid:mailbox_id>/", settings_views.mailbox, name="mailbox"),
    path("settings/mailboxes/<uuid:mailbox_id>/test/", settings_views.test, name="test"),
    path("settings/mailboxes/<uuid:mailbox_id>/removal/", settings_views.removal, name="removal"),
    path("settings/account/mailbox/", settings_views.own, name="own"),
    path("settings/account/mailbox/new/", settings_views.own_new, name="own_new"),
    path("settings/account/filing-address/", settings_views.filing_address, name="filing_address"),
]
