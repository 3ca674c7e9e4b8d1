from django.urls import path

from . import choice_views, portal, views

urlpatterns = [
    path("updates/", views.to_send, name="to_send"),
    path("updates/<uuid:update_id>/", views.update, name="update"),
    path("updates/<uuid:update_id>/removal/", views.drop, name="update_drop"),
    path("updates/<uuid:update_id>/record/", views.draft_anew, name="update_anew"),
    path("clients/<uuid:client_id>/updates/", views.of_client, name="client_updates"),
    path("clients/<uuid:client_id>/updates/draft/", views.draft_now, name="update_draft"),
    path("clients/<uuid:client_id>/updates/choice/", choice_views.choose_for_client, name="client_choice"),
    path("settings/updates/", choice_views.choose, name="choice"),
    path("p/updates/<uuid:update_id>/", portal.update, name="shown_update"),
]
