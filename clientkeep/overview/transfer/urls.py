"""The room's addresses."""

from django.urls import path

from .imports import deciding, views

app_name = "transfer"

urlpatterns = [
    path("import/", views.imports, name="imports"),
    path("import/<uuid:import_id>/", views.one, name="import"),
    path("import/<uuid:import_id>/columns/", views.columns, name="columns"),
    path("import/<uuid:import_id>/progress/", views.progress, name="progress"),
    path("import/<uuid:import_id>/choices/", deciding.choices, name="choices"),
    path("import/<uuid:import_id>/all-of-one-kind/", deciding.all_of_a_kind, name="all_of_a_kind"),
    path("import/<uuid:import_id>/run/", deciding.run, name="run"),
    path("import/<uuid:import_id>/undoing/", deciding.undoing, name="undoing"),
    path("import/<uuid:import_id>/dropping/", deciding.dropping, name="dropping"),
]
