from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("inline/", views.inline, name="inline"),
    path("errors/<str:code>/", views.error_page, name="error"),
    path("<slug:page>/", views.catalogue, name="catalogue_page"),
]
