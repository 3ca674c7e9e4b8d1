from django.urls import path

from . import views

app_name = "contracts"
urlpatterns = [
    path("contracts/new/", views.new, name="new"),
    path("documents/<uuid:document_id>/contract/", views.make, name="make"),
]
