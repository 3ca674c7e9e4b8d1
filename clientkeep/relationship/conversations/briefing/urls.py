from django.urls import path

from . import views

urlpatterns = [
    path("clients/<uuid:client_id>/briefing/", views.briefing, name="briefing"),
    path("questions/<uuid:question_id>/asking/", views.asked, name="question_asked"),
    path("questions/<uuid:question_id>/next-time/", views.carry_over, name="question_carry"),
    path("questions/<uuid:question_id>/removal/", views.drop, name="question_drop"),
]
