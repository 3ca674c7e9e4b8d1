from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:file_id>/", views.download, name="download"),
    path("files/<uuid:file_id>/shown/", views.shown, name="shown"),
    path("files/<uuid:file_id>/sharing/", views.sharing, name="sharing"),
    path("files/<uuid:file_id>/removal/", views.removal, name="removal"),
    path("files/<uuid:file_id>/return/", views.bringing_back, name="return"),
]
