"""A document's page and the acts on it."""

import random
import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

HOSTILE = ['<script>document.title="x"</script>', '"><img src=x onerror=alert(1)>', "{{ request.user }}{% debug %}", "\u202egnp.exe"]


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def at(name: str, document) -> str:
    return reverse(f"documents:{name}", args=[document.pk])


def text_of_pdf(content: bytes) -> str:
    import io

    from pypdf import PdfReader

    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages)


def test_list_page_letter_portal_and_pdf_show_the_same_figures(cast, page):
    """B4, over 40 random invoices; every tenth is printed."""
    chance, made = random.Random(4), []
    for _ in range(40):
        lines = [
            {
                "description": f"Work {n}", "quantity": str(chance.randrange(1, 400) / 4), "unit_price": str(chance.randrange(1, 99_999) / 100),
                "discount_percent": chance.choice([None, "5", "12.5"]), "taxes": chance.choice([[], [{"name": "VAT", "percent": "9.975"}]]),
            }
            for n in range(chance.randrange(1, 5))
        ]  # fmt: skip
        made.append(cast.invoice(lines=lines, discount_percent=chance.choice([None, "10"]), prices_include_tax=chance.random() < 0.3))
    listed = page.get(reverse("documents:invoices")).content.decode()
    for place, invoice in enumerate(made):
        invoice = Document.objects.get(pk=invoice.pk)
        total = paper_of(invoice).totals[-1].value
        assert total == f"${invoice.balance.major:,.2f}"
        assert total in listed
        shown = page.get(at("detail", invoice)).content.decode()
        assert shown.count(total) >= 2
        for row in paper_of(invoice).totals:
            assert row.value in shown
        assert total in page.get(at("sending", invoice)).content.decode()
        seen_by_client = page.get(reverse("portal:look_document", args=[invoice.pk]), follow=True).content.decode()
        for row in paper_of(invoice).totals:
            assert row.value in seen_by_client
        if place % 10 == 0:
            assert total in text_of_pdf(page.get(at("pdf", invoice)).content)


def test_robots_read_every_address_and_nothing_changes(cast, page):
    """N4: no GET numbers, keeps, sends or issues."""
    quote = cast.document("quote", deposit_percent="30")
    documents = [cast.invoice(), cast.invoice(issue=False), quote, cast.document("receipt", issue=False)]
    page.get(reverse("documents:invoices"))
    before = _everything()
    for document in documents:
        for name in ("detail", "pdf", "edit", "sending", "void", "accept", "decline"):
            assert page.get(at(name, document)).status_code in (200, 302)
        for name in ("copy", "discard", "attach", "letter_preview"):
            assert page.get(at(name, document)).status_code == 405
    for name in ("invoices", "quotes", "new", "client_names", "numbers"):
        assert page.get(reverse(f"documents:{name}")).status_code == 200
    assert _everything() == before


def _everything() -> dict:
    passing, tables = {"Session", "Attempts", "UserSession"}, set(connection.introspection.table_names())
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models()
        if model.__name__ not in passing and model._meta.db_table in tables
    }


def test_a_drafts_pdf_is_made_and_not_kept_an_issued_one_is_the_kept_one(cast, page):
    draft = cast.invoice(issue=False)
    answer = page.get(at("pdf", draft))
    assert answer.content.startswith(b"%PDF") and "draft.pdf" in answer["Content-Disposition"]
    assert not StoredFile.objects.exists()
    invoice = cast.invoice()
    page.post(at("sending", invoice), {"act": "issue"})
    run_due_jobs()
    kept = b"".join(page.get(at("pdf", invoice)).streaming_content) if Document.objects.get(pk=invoice.pk).pdf_file else b""
    assert kept == b"" or kept.startswith(b"%PDF")


def test_after_issue_changed_settings_change_nothing_on_the_page(cast, page):
    invoice = cast.invoice(lines=[{"description": "Site", "unit_price": "100", "taxes": [{"name": "VAT", "percent": "20"}]}])
    before = paper_of(Document.objects.get(pk=invoice.pk))
    firm = cast.north
    firm.legal_name, firm.currency, firm.locale, firm.tax_rounding, firm.tax_percent = "Other", "EUR", "de-DE", "line", 7
    firm.save()
    cast.acme.change(cast.by, name="Changed", city="Elsewhere")
    assert paper_of(Document.objects.get(pk=invoice.pk)) == before
    assert "Other" not in page.get(at("detail", invoice)).content.decode()


def test_a_copy_is_a_draft_of_today_and_one_click_is_one_copy(cast, page):
    invoice = cast.invoice(issue_date="2020-01-01", reference="PO 1")
    for _ in range(2):
        page.post(at("copy", invoice), {"form_token": "once"})
    made = Document.objects.drafts().get()
    assert (made.reference, made.total_minor, made.issue_date) == ("PO 1", 240_000, cast.north.today())


def test_a_void_needs_a_reason_and_keeps_the_number(cast, page):
    invoice = cast.invoice()
    answer = page.post(at("void", invoice), {"reason": " "})
    assert answer.status_code == 422 and "Say why" in answer.content.decode()
    assert page.post(at("void", invoice), {"reason": "wrong client"}).status_code == 302
    text = page.get(at("detail", invoice)).content.decode()
    assert "wrong client" in text and "paper__stamp--void" in text and invoice.number in text
    assert page.get(at("sending", invoice)).status_code == 409


def test_an_answer_by_telephone_is_noted(cast, page):
    quote = cast.document("quote")
    assert page.post(at("accept", quote), {"reason": ""}).status_code == 422
    page.post(at("decline", quote), {"reason": "too dear"})
    page.post(at("accept", quote), {"reason": "Jo March by telephone"})
    assert "Jo March by telephone" in page.get(at("detail", quote)).content.decode()
    assert page.post(at("accept", cast.invoice()), {"reason": "x"}).status_code == 409


def test_a_draft_thrown_away_comes_back_with_its_files(cast, page):
    draft = cast.invoice(issue=False, notes="Thanks", repeat={"every": 1, "unit": "month", "starts": "2026-12-01"})
    page.post(at("attach", draft), {"file": SimpleUploadedFile("plan.txt", b"hello")})
    page.post(at("discard", draft))
    assert not Document.objects.exists()
    page.post(reverse("documents:bring_back") + f"?dropped={draft.pk}")
    back = Document.objects.get()
    assert (back.notes, back.total_minor, back.repeat["unit"]) == ("Thanks", 240_000, "month")
    assert "plan.txt" in page.get(at("detail", back)).content.decode()
    assert page.post(reverse("documents:bring_back") + "?dropped=01900000-0000-7000-8000-000000000000").status_code == 409


def test_files_travel_with_the_letter(cast, page):
    draft = cast.invoice(issue=False)
    refused = page.post(at("attach", draft), {"file": SimpleUploadedFile("page.png", b"<html>")})
    assert refused.status_code == 422
    assert page.post(at("attach", draft)).status_code == 422
    page.post(at("attach", draft), {"file": SimpleUploadedFile("plan.txt", b"hello")})
    form = {"act": "send", "version": draft.version, "to": [str(cast.sam.pk)], "subject": "S", "text": "T"}
    page.post(at("sending", draft), form)
    run_due_jobs()
    names = sorted(Letter.objects.get().files.values_list("name", flat=True))
    assert names == [f"{Document.objects.get().number}.pdf", "plan.txt"]
    assert StoredFile.objects.get(name="plan.txt").shown_to_client


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(cast, page, hostile):
    """D6: each field of a document, on each page that shows it."""
    client = cast.acme
    client.change(cast.by, name=hostile, legal_name=hostile, city=hostile)
    draft = cast.invoice(
        issue=False, title=hostile, reference=hostile[:100], notes=hostile, terms=hostile,
        lines=[{"description": hostile, "unit_price": "1", "taxes": [{"name": hostile[:30], "percent": "1"}]}],
    )  # fmt: skip
    urls = [at(name, draft) for name in ("detail", "edit", "sending")] + [reverse("documents:invoices")]
    for url in urls:
        text = page.get(url).content.decode()
        assert "<script>document" not in text and "<img src=x" not in text
    preview = page.post(at("letter_preview", draft), {"subject": hostile, "text": hostile, "other": hostile})
    assert "<script>document" not in preview.content.decode() and "<img src=x" not in preview.content.decode()


def test_strangers_get_the_answer_of_absence(cast, as_member):
    invoice, absent = cast.invoice(), "01900000-0000-7000-8000-000000000000"
    sid = as_member(cast.sid)
    for name in ("detail", "pdf", "edit", "sending", "void", "accept"):
        foreign = sid.get(at(name, invoice))
        missing = sid.get(reverse(f"documents:{name}", args=[absent]))
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert _without_token(foreign) == _without_token(missing)
    for name in ("copy", "discard", "void", "attach", "sending", "edit"):
        assert sid.post(at(name, invoice)).status_code == 404


def _without_token(answer) -> str:
    """The body without the form token, which is drawn anew for each answer."""
    return re.sub(r'(X-CSRFToken": |csrfmiddlewaretoken" value=)"[^"]+"', "", answer.content.decode())


def test_queries_stay_few(cast, page, django_assert_max_num_queries):
    invoice = cast.invoice()
    with django_assert_max_num_queries(30):
        page.get(at("detail", invoice))
