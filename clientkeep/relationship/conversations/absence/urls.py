"""The addresses of absences as clients learn of them."""

from django.urls import path

from . import views

urlpatterns = [path("absences/<uuid:absence_id>/letters/", views.letters, name="absence_letters")]
