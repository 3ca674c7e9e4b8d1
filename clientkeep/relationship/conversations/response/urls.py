"""The addresses of the response clock."""

from django.urls import path

from . import views

urlpatterns = [
    path("settings/response/", views.promises, name="response_promises"),
    path("clients/<uuid:client_id>/response/", views.of_client, name="response"),
    path("response-times/", views.times, name="times"),
    path("response-times/csv/", views.times_csv, name="times_csv"),
    path("waits/<uuid:wait_id>/handing/", views.hand_over, name="hand_over"),
    path("waits/<uuid:wait_id>/settling/", views.settle, name="settle"),
    path("waits/<uuid:wait_id>/taking/", views.take_over, name="take_over"),
]
