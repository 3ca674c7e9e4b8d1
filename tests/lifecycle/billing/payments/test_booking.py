"""Booking by hand, matching, taking off, giving back, credit: through the pages."""

import re

import pytest

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Allocation, Payment, Refund
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs


def usd(major) -> Money:
    return Money.of(str(major), "USD")


def fresh(invoice) -> Document:
    return Document.objects.get(pk=invoice.pk)


def form(cast, **values):
    today = cast.north.today().isoformat()
    return {"form_token": "one", "amount": "100", "method": "bank_transfer", "date": today, "note": "", **values}


def test_the_form_is_filled_with_the_balance(cast, as_member):
    invoice = cast.invoice(price="1240.50")
    page = as_member(cast.olivia).get(f"/documents/{invoice.pk}/payment/").content.decode()
    assert re.search(r'name="amount"[^>]*value="1240.50"', page)
    assert re.search(r'name="receipt"[^>]*checked', page)


def test_a_part_is_booked_and_the_receipt_goes_out_once(cast, as_member):
    invoice = cast.invoice(price="100")
    page = as_member(cast.carla)
    for _ in range(2):
        answer = page.post(f"/documents/{invoice.pk}/payment/", form(cast, amount="40", receipt="on"))
        assert answer.status_code == 302
    run_due_jobs()
    assert (Payment.objects.count(), fresh(invoice).balance_minor) == (1, 6000)
    receipt = Payment.objects.get().receipt
    assert (receipt.total_minor, receipt.role, receipt.lines.get().description) == (
        4000, "payment", f"Payment for invoice {invoice.number}",
    )  # fmt: skip
    [letter] = Letter.objects.filter(about_id=receipt.pk)
    assert letter.to_email == "sam@acme.example"
    assert invoice.number in letter.text and "bank transfer" not in letter.subject and "{" not in letter.text.replace("{link}", "")


def test_without_the_switch_no_receipt_is_made(cast, as_member):
    invoice = cast.invoice(price="100")
    as_member(cast.olivia).post(f"/documents/{invoice.pk}/payment/", form(cast))
    run_due_jobs()
    assert not Document.objects.filter(kind="receipt").exists()


def test_a_client_without_an_address_gets_none_and_the_form_says_so(cast, as_member):
    cast.jo.remove(cast.by)
    cast.sam.remove(cast.by)
    invoice = cast.invoice(price="100")
    page = as_member(cast.olivia)
    assert "There is no e-mail address on record yet." in page.get(f"/documents/{invoice.pk}/payment/").content.decode()
    page.post(f"/documents/{invoice.pk}/payment/", form(cast, receipt="on"))
    run_due_jobs()
    assert not Payment.objects.get().receipt_wanted and not Letter.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("amount", "0", "above zero"), ("amount", "-5", "not negative"), ("amount", "NaN", "Enter a number"),
     ("amount", "1e400", "Enter a number"), ("amount", "１２３", "Enter a number"), ("amount", "1_000", "Enter a number"),
     ("amount", "1.234,50", "Enter a number"), ("amount", "1.005", "2 decimals"), ("amount", "", "required"),
     ("date", "2031-01-01", "on which the money came in"), ("date", "soon", "valid date"), ("method", "magic", "valid choice")],
)  # fmt: skip
def test_bad_input_stands_at_its_field_with_what_was_typed(cast, as_member, field, value, words):
    invoice = cast.invoice(price="100")
    answer = as_member(cast.olivia).post(f"/documents/{invoice.pk}/payment/", form(cast, note="from Jo", **{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and 'value="from Jo"' in page
    assert not Payment.objects.exists()


@pytest.mark.parametrize(("typed", "minor"), [("1,240.50", 124050), ("1240.5", 124050), (" 7 ", 700)])
def test_amounts_are_read_exactly(cast, as_member, typed, minor):
    invoice = cast.invoice(price="5000")
    as_member(cast.olivia).post(f"/documents/{invoice.pk}/payment/", form(cast, amount=typed))
    assert Payment.objects.get().amount_minor == minor


@pytest.mark.parametrize(("currency", "typed", "status"), [("JPY", "500.5", 422), ("JPY", "500", 302), ("KWD", "1.234", 302)])
def test_the_currencys_own_decimals_count(cast, as_member, currency, typed, status):
    invoice = cast.invoice(price="9000", currency=currency)
    assert as_member(cast.olivia).post(f"/documents/{invoice.pk}/payment/", form(cast, amount=typed)).status_code == status


def test_too_much_stays_as_credit_and_is_matched_by_hand(cast, as_member):
    first, second = cast.invoice(price="100"), cast.invoice(price="50")
    page = as_member(cast.olivia)
    page.post(f"/documents/{first.pk}/payment/", form(cast, amount="130"))
    payment = Payment.objects.get()
    assert payment.free_minor == 3000
    assert "Waiting to be matched" in page.get("/payments/").content.decode()
    page.post(f"/payments/{payment.pk}/match/", {"document": second.pk})
    assert (fresh(second).balance_minor, Payment.objects.get().free_minor) == (2000, 0)
    page.post(f"/payments/{payment.pk}/removal/", {"document": first.pk})
    assert (fresh(first).balance_minor, Payment.objects.get().free_minor) == (10000, 10000)


def test_a_refund_is_booked_once_and_frees_the_invoice(cast, as_member):
    invoice = cast.invoice(price="100")
    payment = Payment.book(cast.acme, usd(100), "cash", cast.by, documents=[invoice])
    page = as_member(cast.adam)
    for _ in range(2):
        page.post(f"/payments/{payment.pk}/refund/", {"form_token": "r", "amount": "30", "because": "late"})
    assert (Refund.objects.get().amount_minor, fresh(invoice).balance_minor) == (3000, 3000)
    too_much = page.post(f"/payments/{payment.pk}/refund/", {"form_token": "s", "amount": "71"})
    assert too_much.status_code == 422 and "At most 70.00" in too_much.content.decode()


def test_credit_is_used_on_the_next_invoice(cast, as_member):
    note = cast.document("credit_note", price="30")
    Payment.book(cast.acme, usd(25), "cash", cast.by)
    invoice = cast.invoice(price="100")
    page = as_member(cast.olivia)
    assert "Use $55.00 of credit" in page.get(f"/documents/{invoice.pk}/").content.decode()
    assert page.post(f"/documents/{invoice.pk}/credit/", {"seen": 10000}).status_code == 302
    assert fresh(invoice).balance_minor == 4500
    assert Allocation.objects.filter(credit_note=note).get().amount_minor == 3000
    assert page.post(f"/documents/{invoice.pk}/credit/", {"seen": 10000}).status_code == 409
    assert fresh(invoice).balance_minor == 4500


def test_a_paid_invoice_is_stamped_and_says_who_paid(cast, as_member):
    invoice = cast.invoice(price="100")
    page = as_member(cast.olivia)
    assert "Book a payment" in page.get(f"/documents/{invoice.pk}/").content.decode()
    Payment.book(cast.acme, usd(100), "cash", cast.by, documents=[invoice])
    shown = page.get(f"/documents/{invoice.pk}/").content.decode()
    assert "Book a payment" not in shown and re.search(r'class="paper__stamp[^>]*>Paid', shown)


PAGES = ["/payments/", "/payments/{payment}/", "/payments/export/", "/documents/{invoice}/payment/"]


@pytest.mark.parametrize("address", PAGES)
def test_strangers_and_other_firms_see_nothing(cast, as_member, client, address):
    invoice = cast.invoice(price="100")
    payment = Payment.book(cast.acme, usd(100), "cash", cast.by, documents=[invoice])
    url = address.format(payment=payment.pk, invoice=invoice.pk)
    assert client.get(url)["Location"].startswith("/sign-in/")
    answer = as_member(cast.sid).get(url)
    assert answer.status_code == 404 or "Acme Studio" not in answer.content.decode()


def test_a_narrowed_member_sees_only_payments_of_her_clients(cast, as_member):
    cast.north.members.filter(pk=cast.mia.pk).update(role="member")
    mine, other = cast.invoice(price="10"), cast.invoice(cast.bloom, price="10")
    Payment.book(cast.acme, usd(10), "cash", cast.by, documents=[mine])
    hidden = Payment.book(cast.bloom, usd(10), "cash", cast.by, documents=[other])
    page = as_member(cast.mia)
    assert "Bloom" not in page.get("/payments/").content.decode()
    assert page.get(f"/payments/{hidden.pk}/").status_code == 404


@pytest.mark.parametrize(("who", "act", "status"), [("theo", "payment", 403), ("carla", "refund", 403), ("carla", "removal", 403)])
def test_roles_hold(cast, as_member, who, act, status):
    invoice = cast.invoice(price="100")
    payment = Payment.book(cast.acme, usd(50), "cash", cast.by, documents=[invoice])
    url = f"/documents/{invoice.pk}/payment/" if act == "payment" else f"/payments/{payment.pk}/{act}/"
    assert as_member(getattr(cast, who)).post(url, form(cast)).status_code == status


def test_foreign_ids_in_the_form_are_not_there(cast, as_member):
    theirs = Document.draft(cast.zephyr, "invoice", cast.by, lines=[{"description": "X", "unit_price": "5"}])
    theirs.issue(cast.by)
    payment = Payment.book(cast.acme, usd(50), "cash", cast.by)
    page = as_member(cast.olivia)
    for bad in (theirs.pk, "x", ""):
        assert page.post(f"/payments/{payment.pk}/match/", {"document": bad}).status_code == 404
    other = cast.invoice(cast.bloom, price="10")
    assert page.post(f"/payments/{payment.pk}/match/", {"document": other.pk}).status_code == 404
