"""Staff addresses of the documents: lists, editor, page, sending, numbering."""

from django.urls import path, register_converter

from .attaching import views as attaching
from .dispatch import views as dispatch
from .editor import views as editor
from .listing import views as listing
from .numbering import views as numbering
from .page import acts, views


class Shelf:
    """One of the two lists."""

    regex = "invoices|quotes"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Shelf, "shelf")

app_name = "documents"
urlpatterns = [
    path("invoices/", listing.invoices, name="invoices"),
    path("quotes/", listing.quotes, name="quotes"),
    path("documents/<shelf:shelf>/export.csv", listing.export, name="export"),
    path("documents/<shelf:shelf>/chosen/", listing.chosen, name="chosen"),
    path("documents/new/", editor.new, name="new"),
    path("documents/totals/", editor.totals, name="totals"),
    path("documents/client-names/", editor.client_names, name="client_names"),
    path("documents/dropped/return/", acts.bring_back_dropped, name="bring_back"),
    path("documents/<uuid:document_id>/", views.detail, name="detail"),
    path("documents/<uuid:document_id>/pdf/", views.pdf, name="pdf"),
    path("documents/<uuid:document_id>/edit/", editor.edit, name="edit"),
    path("documents/<uuid:document_id>/sending/", dispatch.sending, name="sending"),
    path("documents/<uuid:document_id>/sending/preview/", dispatch.letter_preview, name="letter_preview"),
    path("documents/<uuid:document_id>/files/", attaching.add, name="attach"),
    path("documents/<uuid:document_id>/copy/", acts.copy, name="copy"),
    path("documents/<uuid:document_id>/discard/", acts.discard, name="discard"),
    path("documents/<uuid:document_id>/void/", acts.void, name="void"),
    path("documents/<uuid:document_id>/acceptance/", acts.accept, name="accept"),
    path("documents/<uuid:document_id>/refusal/", acts.decline, name="decline"),
    path("settings/numbers/", numbering.numbers, name="numbers"),
]
