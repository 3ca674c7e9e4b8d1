from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("today/not-now/", views.not_now, name="not_now"),
    path("today/now/", views.now, name="now"),
]
