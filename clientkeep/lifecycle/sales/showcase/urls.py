"""The addresses of case studies: the public page, the page of consent, and the firm's."""

from django.urls import path

from . import public, views

app_name = "showcase"
urlpatterns = [
    path("case-studies/consent/<slug:secret>/", public.consent, name="consent"),
    path("case-studies/<slug:token>/", public.read, name="read"),
    path("case-studies/<slug:token>/logo/", public.logo, name="logo"),
    path("sales/case-studies/", views.listed, name="list"),
    path("sales/case-studies/new/", views.new, name="new"),
    path("sales/case-studies/<uuid:study_id>/", views.study, name="study"),
    path("sales/case-studies/<uuid:study_id>/edit/", views.edit, name="edit"),
    path("sales/case-studies/<uuid:study_id>/asking/", views.ask, name="ask"),
    path("sales/case-studies/<uuid:study_id>/publication/", views.publication, name="publication"),
]
