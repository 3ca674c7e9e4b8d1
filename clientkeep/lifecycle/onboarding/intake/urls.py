from django.urls import path

from . import portal, views

app_name = "intake"
urlpatterns = [
    path("intake-forms/", views.intake_forms, name="forms"),
    path("intake-forms/<uuid:intake_form_id>/", views.intake_form, name="form"),
    path("intake-forms/<uuid:intake_form_id>/answers/", views.answers, name="answers"),
    path("clients/<uuid:client_id>/intake/", views.of_client, name="of_client"),
    path("intake/<uuid:intake_id>/", views.intake, name="intake"),
    path("intake/<uuid:intake_id>/withdrawal/", views.withdraw, name="withdraw"),
    path("p/intake/<uuid:intake_id>/", portal.intake, name="mine"),
]
