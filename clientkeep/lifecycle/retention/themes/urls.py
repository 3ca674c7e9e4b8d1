"""The firm's pages of themes."""

from django.urls import path

from . import views

app_name = "themes"
urlpatterns = [
    path("keeping/themes/", views.themes, name="list"),
    path("keeping/themes/new/", views.add, name="add"),
    path("themes/<uuid:theme_id>/", views.theme, name="theme"),
    path("themes/<uuid:theme_id>/change/", views.change, name="change"),
    path("themes/<uuid:theme_id>/telling/", views.telling, name="telling"),
    path("surveys/<uuid:survey_id>/themes/", views.tag, name="tag"),
]
