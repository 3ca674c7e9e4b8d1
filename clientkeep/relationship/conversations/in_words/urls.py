from django.urls import path

from . import views

urlpatterns = [
    path("log/words/", views.words, name="words"),
    path("log/words/entries/", views.entries, name="words_entries"),
]
