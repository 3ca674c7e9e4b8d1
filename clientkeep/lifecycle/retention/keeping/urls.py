"""The start page of what keeps clients."""

from django.urls import path

from . import client_views, views

app_name = "keeping"
urlpatterns = [
    path("keeping/", views.overview, name="overview"),
    path("clients/<uuid:client_id>/feedback/", client_views.of_client, name="client"),
]
