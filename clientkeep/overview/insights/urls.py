from django.urls import path

from . import views
from .lifecycle_map import lifecycle_map, station_page

app_name = "insights"
urlpatterns = [
    path("insights/", views.insights, name="insights"),
    path("insights/lifecycle/", lifecycle_map, name="lifecycle"),
    path("insights/lifecycle/<slug:station>/", station_page, name="station"),
    path("insights/<slug:key>/", views.metric, name="metric"),
    path("insights/<slug:key>/download/", views.download, name="download"),
]
