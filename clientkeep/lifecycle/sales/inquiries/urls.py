"""The addresses of inquiries: the strangers' form and the firm's pages."""

from django.urls import path

from . import public, views

app_name = "inquiries"
urlpatterns = [
    path("inquire/<slug:token>/", public.ask, name="ask"),
    path("inquire/<slug:token>/thanks/", public.thanks, name="thanks"),
    path("inquire/<slug:token>/logo/", public.logo, name="logo"),
    path("sales/inquiries/", views.listed, name="list"),
    path("sales/inquiries/of-mail/<uuid:arrival_id>/", views.of_mail, name="of_mail"),
    path("sales/inquiries/<uuid:inquiry_id>/", views.inquiry, name="inquiry"),
    path("sales/inquiries/<uuid:inquiry_id>/files/<uuid:attached_id>/", views.attached, name="attached"),
    path("sales/inquiries/<uuid:inquiry_id>/opportunity/", views.accept, name="accept"),
    path("sales/inquiries/<uuid:inquiry_id>/declining/", views.decline, name="decline"),
    path("sales/inquiries/<uuid:inquiry_id>/holding/", views.hold_off, name="hold_off"),
    path("settings/inquiries/", views.settings, name="settings"),
]
