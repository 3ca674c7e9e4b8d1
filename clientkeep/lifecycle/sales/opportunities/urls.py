"""The addresses of opportunities: the board and what stands beside it, and one opportunity."""

from django.urls import path

from . import looking, views

app_name = "opportunities"
urlpatterns = [
    path("sales/", looking.board, name="board"),
    path("sales/list/", looking.listed, name="list"),
    path("sales/forecast/", looking.forecast, name="forecast"),
    path("sales/report/", looking.report, name="report"),
    path("sales/report/costs/", looking.cost, name="cost"),
    path("sales/opportunities/new/", views.new, name="new"),
    path("sales/opportunities/<uuid:opportunity_id>/", views.opportunity, name="opportunity"),
    path("sales/opportunities/<uuid:opportunity_id>/edit/", views.edit, name="edit"),
    path("sales/opportunities/<uuid:opportunity_id>/stage/", views.move, name="move"),
    path("sales/opportunities/<uuid:opportunity_id>/winning/", views.win, name="win"),
    path("sales/opportunities/<uuid:opportunity_id>/losing/", views.lose, name="lose"),
    path("sales/opportunities/<uuid:opportunity_id>/reopening/", views.reopen, name="reopen"),
    path("sales/opportunities/<uuid:opportunity_id>/client/", views.give_client, name="give_client"),
]
