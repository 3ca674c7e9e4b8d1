from django.urls import path

from . import milestone_views, views

app_name = "projects"
urlpatterns = [
    path("projects/", views.projects, name="list"),
    path("projects/<uuid:project_id>/", views.project, name="project"),
    path("projects/<uuid:project_id>/edit/", views.edit, name="edit"),
    path("projects/<uuid:project_id>/start/", views.start, name="start"),
    path("projects/<uuid:project_id>/finish/", views.finish, name="finish"),
    path("projects/<uuid:project_id>/reopening/", views.reopen, name="reopen"),
    path("projects/<uuid:project_id>/dropping/", views.drop, name="drop"),
    path("projects/<uuid:project_id>/milestones/", milestone_views.add, name="add_milestone"),
    path("milestones/<uuid:milestone_id>/", milestone_views.milestone, name="milestone"),
    path("milestones/<uuid:milestone_id>/done/", milestone_views.reach, name="reach_milestone"),
    path("milestones/<uuid:milestone_id>/dropping/", milestone_views.drop, name="drop_milestone"),
    path("milestones/<uuid:milestone_id>/reopening/", milestone_views.reopen, name="reopen_milestone"),
    path("clients/<uuid:client_id>/projects/", views.of_client, name="of_client"),
    path("clients/<uuid:client_id>/projects/new/", views.new, name="new"),
]
