"""The addresses of qualification: one opportunity judged, and the checklists with their criteria."""

from django.urls import path

from . import checklist_views, settings_views, views

app_name = "qualification"
urlpatterns = [
    path("sales/opportunities/<uuid:opportunity_id>/qualification/", views.judgement, name="judgement"),
    path("sales/opportunities/<uuid:opportunity_id>/qualification/answers/", views.answers, name="answers"),
    path("sales/opportunities/<uuid:opportunity_id>/qualification/override/", views.override, name="override"),
    path("sales/opportunities/<uuid:opportunity_id>/qualification/checklist/", views.choose, name="choose"),
    path("settings/qualification/", checklist_views.settings, name="settings"),
    path("settings/qualification/new/", checklist_views.new, name="new_checklist"),
    path("settings/qualification/checklists/<uuid:checklist_id>/", checklist_views.checklist, name="checklist"),
    path("settings/qualification/checklists/<uuid:checklist_id>/usual/", checklist_views.make_usual, name="make_usual"),
    path("settings/qualification/checklists/<uuid:checklist_id>/archive/", checklist_views.archive, name="archive"),
    path("settings/qualification/checklists/<uuid:checklist_id>/criteria/new/", settings_views.new, name="new"),
    path("settings/qualification/<uuid:criterion_id>/", settings_views.criterion, name="criterion"),
    path("settings/qualification/<uuid:criterion_id>/place/", settings_views.move, name="move"),
    path("settings/qualification/<uuid:criterion_id>/retirement/", settings_views.retire, name="retire"),
]
