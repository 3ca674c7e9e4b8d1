"""The pages of expectations letters: the firm's, and the client's own."""

from django.urls import path

from . import portal, views

app_name = "expectations"
urlpatterns = [
    path("clients/<uuid:client_id>/expectations/", views.of_client, name="of_client"),
    path("clients/<uuid:client_id>/expectations/new/", views.new, name="new"),
    path("expectations/<uuid:expectations_id>/", views.letter, name="letter"),
    path("expectations/<uuid:expectations_id>/discarding/", views.discard, name="discard"),
    path("p/expectations/<uuid:expectations_id>/", portal.letter, name="portal_letter"),
    path("p/expectations/<uuid:expectations_id>/acknowledgement/", portal.acknowledge, name="portal_acknowledge"),
]
