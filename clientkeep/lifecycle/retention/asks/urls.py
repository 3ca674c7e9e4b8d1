"""The firm's pages of asks."""

from django.urls import path

from . import views

app_name = "asks"
urlpatterns = [
    path("keeping/asks/", views.asks, name="list"),
    path("clients/<uuid:client_id>/asks/<slug:kind>/", views.approve, name="approve"),
    path("asks/<uuid:ask_id>/<slug:act>/", views.change, name="change"),
]
