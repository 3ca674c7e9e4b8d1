"""The editor through the browser's eyes: write, change, count, refuse, clash."""

import pytest
from django.urls import reverse

from clientkeep.relationship.documents.models import Document
from tests.relationship.documents.typed import typed


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def test_a_new_invoice_is_written_once_however_often_it_is_sent(cast, page):
    url = reverse("documents:new") + "?kind=invoice"
    assert page.get(url).status_code == 200
    assert not Document.objects.exists()
    sent = typed(client="Acme Studio", form_token="one", rows=[("Logo", "3 hours", "$80", "10%", "VAT 20%")])
    first, second = page.post(url, sent), page.post(url, sent)
    made = Document.objects.get()
    assert first["Location"] == second["Location"] == reverse("documents:detail", args=[made.pk])
    assert (made.total_minor, made.client) == (25_920, cast.acme)
    assert made.lines.get().taxes == [{"name": "VAT", "percent": "20"}]


def test_a_draft_is_changed_and_its_version_moves_on(cast, page):
    draft = cast.invoice(issue=False)
    url = reverse("documents:edit", args=[draft.pk])
    assert "Brand identity" in page.get(url).content.decode()
    answer = page.post(url, typed(client="Bloom & Co", version=1, rows=[("Logo", "", "100", "", "")], due_date="2199-01-01"))
    assert answer.status_code == 302
    now = Document.objects.get()
    assert (now.client, now.total_minor, now.version, now.due_date.year) == (cast.bloom, 10_000, 2, 2199)


def test_the_second_of_two_editors_sees_both_versions(cast, page):
    draft = cast.invoice(issue=False)
    url = reverse("documents:edit", args=[draft.pk])
    page.post(url, typed(client="Acme Studio", version=1, rows=[("First hand", "", "1", "", "")]))
    answer = page.post(url, typed(client="Acme Studio", version=1, rows=[("Second hand", "", "2", "", "")]))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "First hand" in text and "Second hand" in text and 'name="version" value="2"' in text
    assert Document.objects.get().total_minor == 100


def test_the_same_save_sent_twice_is_no_clash(cast, page):
    draft = cast.invoice(issue=False)
    url = reverse("documents:edit", args=[draft.pk])
    sent = typed(client="Acme Studio", version=1, rows=[("Logo", "2", "5.50", "", "")])
    assert [page.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert Document.objects.get().version == 2


@pytest.mark.parametrize("price", ["-5", "NaN", "Infinity", "1e400", "１２３", "1_000", "1,2,3", "0.1234567", "1" * 60])
def test_a_price_that_is_none_is_refused_where_it_stands(page, cast, price):
    answer = page.post(reverse("documents:new"), typed(client="Acme Studio", rows=[("Logo", "", price, "", "")]))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Line 1:" in text and 'aria-invalid="true"' in text and "Logo" in text
    assert not Document.objects.exists()


@pytest.mark.parametrize(("field", "value", "words"), [
    ("client", "Nobody Ltd", "is not on record"), ("issue_date", "soon", "Enter a date"), ("currency", "XXQ", "ISO 4217"),
    ("discount", "101%", "at most 100"), ("discount", "9999", "between nothing and the subtotal"),
    ("due_date", "2001-01-01", "before the issue date"), ("repeat", "now and then", "how often"),
    ("title", "x" * 201, "under 200"),
])  # fmt: skip
def test_each_field_says_what_is_wrong_with_it(page, cast, field, value, words):
    sent = typed(**{"client": "Acme Studio", "rows": [("Logo", "", "100", "", "")], field: value})
    answer = page.post(reverse("documents:new"), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Document.objects.exists()


def test_totals_are_counted_and_nothing_is_saved(page, cast):
    rows = [("A", "2", "10", "", "VAT 20%"), ("B", "", "x", "", ""), ("C", "", "5", "", "VAT 20%")]
    answer = page.post(reverse("documents:totals"), typed(kind="invoice", rows=rows, discount="10%"))
    text = answer.content.decode()
    assert "$27.00" in text and "Line 2:" in text and 'value="$20.00"' in text
    assert not Document.objects.exists()


def test_totals_in_the_body_are_not_believed(page, cast):
    page.post(reverse("documents:new"), {**typed(client="Acme Studio", rows=[("Logo", "", "100", "", "")]), "total_minor": "1", "total": "1"})
    assert Document.objects.get().total_minor == 10_000


def test_lines_are_added_and_dropped_without_scripts(page, cast):
    sent = typed(client="Acme Studio", act="add_line", rows=[("Logo", "", "100", "", "")])
    answer = page.post(reverse("documents:new"), sent)
    assert answer.status_code == 200
    assert answer.content.decode().count('name="what"') == 3  # the line, the new one, and the blank of the template
    answer = page.post(reverse("documents:new"), {**sent, "act": "drop_line:0"})
    assert "Logo" not in answer.content.decode()


def test_an_issued_document_has_no_editor(page, cast):
    invoice = cast.invoice()
    url = reverse("documents:edit", args=[invoice.pk])
    assert page.get(url).status_code == 302
    assert page.post(url, typed(client="Acme Studio", version=1, rows=[])).status_code == 409


def test_a_quote_has_deposit_and_a_last_day(page, cast):
    sent = typed(kind="quote", client="Acme Studio", deposit="30%", valid_until="2199-01-01", rows=[("Site", "", "1000", "", "")])
    page.post(reverse("documents:new"), sent)
    quote = Document.objects.get()
    assert (quote.kind, quote.deposit_due.minor, quote.valid_until.year, quote.due_date) == ("quote", 30_000, 2199, None)


def test_a_repeating_invoice_is_written_in_words(page, cast):
    page.post(reverse("documents:new"), typed(client="Acme Studio", repeat="monthly for 6 months", rows=[("Care", "", "100", "", "")]))
    draft = Document.objects.get()
    assert (draft.repeat["unit"], draft.repeat["count"]) == ("month", 6)
    assert "6 times" in page.get(reverse("documents:edit", args=[draft.pk])).content.decode()


def test_a_foreign_client_is_as_good_as_none(page, cast):
    answer = page.get(reverse("documents:new"), {"client": str(cast.zephyr.pk)})
    assert answer.status_code == 404
    sent = typed(client="Zephyr Labs", client_id=str(cast.zephyr.pk), rows=[("Logo", "", "100", "", "")])
    assert page.post(reverse("documents:new"), sent).status_code == 404
    assert page.post(reverse("documents:new"), typed(client="Zephyr Labs", rows=[])).status_code == 422


def test_names_are_offered_only_of_clients_that_one_sees(cast, as_member):
    url = reverse("documents:client_names")
    mia = as_member(cast.mia)
    assert "Acme Studio" in mia.get(url, {"client": "acm"}).content.decode()
    assert "Bloom" not in mia.get(url, {"client": "blo"}).content.decode()


def test_an_accountant_writes_nothing(cast, as_member):
    carla = as_member(cast.carla)
    assert carla.get(reverse("documents:new")).status_code == 403
    assert carla.get(reverse("documents:edit", args=[cast.invoice(issue=False).pk])).status_code == 403
