"""The pages of cases."""

from django.urls import path

from . import views

app_name = "cases"
urlpatterns = [
    path("keeping/cases/", views.cases, name="list"),
    path("clients/<uuid:client_id>/cases/new/", views.begin, name="open"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
    path("cases/<uuid:case_id>/outcome/", views.resolve, name="resolve"),
    path("cases/<uuid:case_id>/costs/", views.cost, name="cost"),
    path("cases/<uuid:case_id>/record/", views.chronicle, name="record"),
    path("cases/<uuid:case_id>/<slug:act>/", views.move, name="move"),
    path("cases/steps/<uuid:step_id>/", views.step, name="step"),
]
