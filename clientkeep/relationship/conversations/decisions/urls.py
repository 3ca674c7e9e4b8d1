from django.urls import path

from . import views

urlpatterns = [
    path("clients/<uuid:client_id>/decisions/", views.client_decisions, name="client_decisions"),
    path("decisions/<uuid:decision_id>/", views.decision, name="decision"),
    path("decisions/<uuid:decision_id>/replacement/", views.replace, name="decision_replace"),
    path("decisions/<uuid:decision_id>/withdrawal/", views.withdraw, name="decision_withdraw"),
]
