from django.urls import path

from . import views

app_name = "insights"
urlpatterns = [
    path("insights/", views.insights, name="insights"),
    path("insights/<slug:key>/", views.metric, name="metric"),
    path("insights/<slug:key>/download/", views.download, name="download"),
]
