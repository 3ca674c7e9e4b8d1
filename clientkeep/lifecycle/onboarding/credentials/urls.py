from django.urls import path

from . import portal, views

app_name = "credentials"
urlpatterns = [
    path("clients/<uuid:client_id>/credentials/", views.of_client, name="of_client"),
    path("credentials/<uuid:credential_id>/", views.credential, name="credential"),
    path("credentials/<uuid:credential_id>/showing/", views.show, name="show"),
    path("credentials/<uuid:credential_id>/asking/", views.ask_again, name="ask_again"),
    path("credentials/<uuid:credential_id>/end/", views.end, name="end"),
    path("p/credentials/<uuid:credential_id>/", portal.credential, name="mine"),
    path("p/credentials/<uuid:credential_id>/removal/", portal.take_back, name="take_back"),
]
