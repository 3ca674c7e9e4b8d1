from django.urls import path

from . import views

urlpatterns = [path("clients/<uuid:client_id>/agreed/", views.agreed, name="agreed")]
