"""The start page of what keeps clients."""

from django.urls import path

from . import views

app_name = "keeping"
urlpatterns = [path("keeping/", views.overview, name="overview")]
