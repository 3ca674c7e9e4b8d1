from django.urls import path

from . import views

app_name = "bids"
urlpatterns = [path("documents/<uuid:document_id>/opportunity/", views.link, name="link")]
