"""Acts that make invoices and credit notes of other documents."""

from django.urls import path

from . import views

app_name = "invoices"
urlpatterns = [
    path("documents/<uuid:document_id>/invoice/", views.from_quote, name="from_quote"),
    path("documents/<uuid:document_id>/deposit-invoice/", views.deposit_from_quote, name="deposit_from_quote"),
    path("documents/<uuid:document_id>/credit-note/", views.credit, name="credit"),
]
