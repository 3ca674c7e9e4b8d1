"""The firm's pages of surveys."""

from django.urls import path

from . import views

app_name = "surveys"
urlpatterns = [
    path("keeping/answers/", views.answers, name="answers"),
    path("surveys/<uuid:survey_id>/", views.survey, name="survey"),
    path("clients/<uuid:client_id>/surveys/new/", views.ask, name="ask"),
    path("settings/surveys/", views.rules, name="rules"),
    path("settings/surveys/<uuid:rule_id>/", views.rule, name="rule"),
    path("settings/surveys/<uuid:rule_id>/switch/", views.switch, name="switch"),
]
