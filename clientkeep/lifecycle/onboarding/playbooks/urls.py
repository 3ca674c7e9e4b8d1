"""The pages of playbooks: the firm's, and the client's own."""

from django.urls import path

from . import portal, run_views, step_views, views

app_name = "playbooks"
urlpatterns = [
    path("playbooks/", views.playbooks, name="list"),
    path("playbooks/new/", views.new, name="new"),
    path("playbooks/<uuid:playbook_id>/", views.playbook, name="playbook"),
    path("playbooks/<uuid:playbook_id>/description/", views.describe, name="describe"),
    path("playbooks/<uuid:playbook_id>/runs/", run_views.runs, name="runs"),
    path("playbooks/<uuid:playbook_id>/steps/<slug:kind>/new/", step_views.add, name="add"),
    path("playbooks/<uuid:playbook_id>/steps/<int:number>/", step_views.edit, name="edit"),
    path("playbooks/<uuid:playbook_id>/steps/<int:number>/<slug:act>/", step_views.move, name="move"),
    path("playbooks/<uuid:playbook_id>/<slug:act>/", views.place, name="place"),
    path("playbook-runs/<uuid:playbook_run_id>/", run_views.run, name="run"),
    path("playbook-runs/<uuid:playbook_run_id>/stop/", run_views.stop, name="stop"),
    path("playbook-steps/<uuid:playbook_step_id>/", run_views.step, name="step"),
    path("playbook-steps/<uuid:playbook_step_id>/letter/", run_views.letter, name="step_letter"),
    path("playbook-steps/<uuid:playbook_step_id>/<slug:act>/", run_views.settle, name="settle"),
    path("clients/<uuid:client_id>/playbooks/", run_views.of_client, name="of_client"),
    path("p/steps/<uuid:playbook_step_id>/", portal.step, name="portal_step"),
    path("p/steps/<uuid:playbook_step_id>/done/", portal.done, name="portal_done"),
]
