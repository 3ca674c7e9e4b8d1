from django.urls import path

from . import views

app_name = "reviews"
urlpatterns = [
    path("review/", views.start, name="start"),
    path("review/begin/", views.begin, name="begin"),
    path("review/<uuid:review_id>/", views.card, name="card"),
    path("review/<uuid:review_id>/finish/", views.finish, name="finish"),
    path("review/<uuid:review_id>/summary/", views.summary, name="summary"),
]
