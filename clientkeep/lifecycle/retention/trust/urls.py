"""The trust account's pages."""

from django.urls import path

from . import views

app_name = "trust"
urlpatterns = [
    path("clients/<uuid:client_id>/trust/", views.of_client, name="of_client"),
    path("trust/", views.everybody, name="everybody"),
    path("trust/how/", views.how, name="how"),
    path("settings/trust/", views.weights, name="weights"),
]
