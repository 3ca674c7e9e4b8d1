from django.urls import path

from . import views

app_name = "gates"
urlpatterns = [
    path("documents/<uuid:document_id>/gate/", views.gate, name="gate"),
    path("documents/<uuid:document_id>/gate/waiting/", views.take_back, name="take_back"),
    path("settings/start-of-work/", views.needs, name="needs"),
]
