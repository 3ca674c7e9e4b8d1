"""The firm's pages of sequences."""

from django.urls import path

from . import run_views, step_views, views, waiting_views

app_name = "sequences"
urlpatterns = [
    path("sequences/", views.sequences, name="list"),
    path("sequences/new/", views.new, name="new"),
    path("sequences/waiting/", waiting_views.waiting, name="waiting"),
    path("sequences/start/", run_views.start_many, name="start_many"),
    path("sequences/<uuid:sequence_id>/", views.sequence, name="sequence"),
    path("sequences/<uuid:sequence_id>/name/", views.name, name="name"),
    path("sequences/<uuid:sequence_id>/runs/", run_views.runs, name="runs"),
    path("sequences/<uuid:sequence_id>/steps/<slug:kind>/new/", step_views.add, name="add"),
    path("sequences/<uuid:sequence_id>/steps/<int:number>/", step_views.edit, name="edit"),
    path("sequences/<uuid:sequence_id>/steps/<int:number>/letter/", step_views.letter, name="letter"),
    path("sequences/<uuid:sequence_id>/steps/<int:number>/<slug:act>/", step_views.move, name="move"),
    path("sequences/<uuid:sequence_id>/<slug:act>/", views.place, name="place"),
    path("sequence-runs/<uuid:run_id>/", run_views.run, name="run"),
    path("sequence-runs/<uuid:run_id>/<slug:act>/", run_views.change, name="change"),
    path("sequence-steps/<uuid:sequence_step_id>/", waiting_views.step, name="step"),
    path("sequence-steps/<uuid:sequence_step_id>/letter/", waiting_views.letter, name="step_letter"),
    path("sequence-steps/<uuid:sequence_step_id>/<slug:act>/", waiting_views.settle, name="settle"),
    path("clients/<uuid:client_id>/sequences/", run_views.of_client, name="of_client"),
]
