"""Where clients come in to answer. Stands before the portal's own addresses, which take any secret."""

from django.urls import path

from .asks import answering as asking
from .doors import views
from .surveys import answering

app_name = "answers"
urlpatterns = [
    path("p/answer/<str:secret>/", views.by_link, name="link"),
    path("p/surveys/<uuid:survey_id>/", answering.survey, name="survey"),
    path("p/surveys/<uuid:survey_id>/thanks/", answering.thanks, name="survey_thanks"),
    path("p/asks/<uuid:ask_id>/", asking.ask, name="ask"),
    path("p/asks/<uuid:ask_id>/withdrawal/", asking.withdraw, name="ask_withdrawal"),
]
