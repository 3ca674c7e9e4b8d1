from django.urls import path

from . import portal, views

app_name = "scope"
urlpatterns = [
    path("documents/<uuid:document_id>/scope/", views.ledger, name="ledger"),
    path("documents/<uuid:document_id>/scope/change/", views.change, name="change"),
    path("documents/<uuid:document_id>/scope/gifts/", views.gift, name="gift"),
    path("documents/<uuid:document_id>/scope/gifts/<uuid:gift_id>/removal/", views.ungift, name="ungift"),
    path("p/agreed/", portal.agreed, name="agreed"),
    path("clients/<uuid:client_id>/scope/", views.of_client, name="of_client"),
]
