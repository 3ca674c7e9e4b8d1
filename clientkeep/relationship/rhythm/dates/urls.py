from django.urls import path

from . import views

urlpatterns = [
    path("clients/<uuid:client_id>/dates/", views.dates, name="dates"),
    path("dates/<uuid:date_id>/", views.date, name="date"),
    path("dates/<uuid:date_id>/seeing-to/", views.see_to, name="date_seen_to"),
    path("dates/<uuid:date_id>/removal/", views.remove, name="date_remove"),
    path("dates/<uuid:date_id>/return/", views.put_back, name="date_return"),
]
