"""The addresses of the firm's clauses."""

from django.urls import path

from . import views

app_name = "clauses"
urlpatterns = [
    path("settings/clauses/", views.listed, name="list"),
    path("settings/clauses/new/", views.new, name="new"),
    path("settings/clauses/ready-made/", views.ready_made, name="ready_made"),
    path("settings/clauses/<uuid:clause_id>/", views.clause, name="clause"),
    path("settings/clauses/<uuid:clause_id>/archive/", views.archive, name="archive"),
]
