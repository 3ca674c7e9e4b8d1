from django.urls import path

from . import views

app_name = "sentences"
urlpatterns = [
    path("compose/", views.compose_page, name="compose"),
    path("compose/reading/", views.reading, name="reading"),
    path("compose/drafts/", views.drafts, name="drafts"),
]
