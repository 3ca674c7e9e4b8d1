"""The pages of kickoffs: the firm's, and the client's own."""

from django.urls import path

from . import agenda_views, notes_views, portal, views

app_name = "kickoffs"
urlpatterns = [
    path("clients/<uuid:client_id>/kickoffs/", views.of_client, name="of_client"),
    path("clients/<uuid:client_id>/kickoffs/new/", views.new, name="new"),
    path("kickoffs/<uuid:kickoff_id>/", views.kickoff, name="kickoff"),
    path("kickoffs/<uuid:kickoff_id>/details/", views.details, name="details"),
    path("kickoffs/<uuid:kickoff_id>/cancellation/", views.cancel, name="cancel"),
    path("kickoffs/<uuid:kickoff_id>/items/", agenda_views.add, name="add_item"),
    path("kickoffs/<uuid:kickoff_id>/agenda/", agenda_views.letter, name="agenda"),
    path("kickoffs/<uuid:kickoff_id>/agenda/preview/", agenda_views.preview, name="preview"),
    path("kickoffs/<uuid:kickoff_id>/notes/", notes_views.notes, name="notes"),
    path("kickoffs/<uuid:kickoff_id>/holding/", notes_views.holding, name="holding"),
    path("agenda-items/<uuid:agenda_item_id>/", agenda_views.item, name="item"),
    path("agenda-items/<uuid:agenda_item_id>/<slug:act>/", agenda_views.place, name="place"),
    path("p/kickoffs/<uuid:kickoff_id>/", portal.kickoff, name="portal_kickoff"),
]
