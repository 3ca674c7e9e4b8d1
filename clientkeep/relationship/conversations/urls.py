from django.urls import path

from . import views

app_name = "conversations"
urlpatterns = [
    path("clients/<uuid:client_id>/log/", views.log, name="log"),
    path("log/<uuid:entry_id>/correction/", views.correct, name="correct"),
]
