"""Money by program: booked, matched, freed, given back."""

import pytest

from clientkeep.lifecycle.billing.payments.model import Payment
from clientkeep.overview.api.resources.payments import PaymentOut


def book(cast, **more):
    return {"client_id": str(cast.acme.pk), "amount": "100.00", "currency": "USD", "method": "bank_transfer", **more}


def test_a_payment_is_booked_on_invoices_and_the_rest_is_credit(api, cast):
    call, first, second = api(cast.carla), cast.invoice(price="60"), cast.invoice(price="50")
    answer = call.post("/payments", book(cast, amount="120.00", document_ids=[str(first.pk), str(second.pk)], date="2026-01-05"))
    assert answer.status_code == 201, answer.content
    told = PaymentOut.model_validate_json(answer.content)
    assert [(row.number, row.amount) for row in told.allocations] == [(first.number, "60.00"), (second.number, "50.00")]
    assert told.free == "10.00" and told.date == "2026-01-05"
    assert api(cast.olivia).get(f"/documents/{first.pk}").json()["status"] == "paid"
    assert [row["id"] for row in call.get("/payments?state=unmatched").json()["items"]] == [str(told.id)]
    third = cast.invoice(price="30")
    used = api(cast.olivia).post(f"/documents/{third.pk}/credit")
    assert used.status_code == 200 and used.json()["balance"] == "20.00"


def test_matching_taking_off_and_giving_back(api, cast):
    call, invoice = api(cast.olivia), cast.invoice(price="80")
    payment = call.post("/payments", book(cast)).json()
    at = f"/payments/{payment['id']}"
    assert call.post(f"{at}/allocations", {"document_id": str(invoice.pk), "amount": "30.00"}).json()["free"] == "70.00"
    assert call.post(f"{at}/allocations", {"document_id": str(invoice.pk)}).json()["free"] == "20.00"
    assert call.post(f"{at}/allocations", {"document_id": str(invoice.pk), "amount": "1"}).status_code == 409
    assert call.post(f"{at}/take-off", {"document_id": str(invoice.pk)}).json()["free"] == "100.00"
    refunded = call.post(f"{at}/refunds", {"amount": "25.50", "because": "Too much"}, key="r").json()
    assert refunded["free"] == "74.50" and refunded["refunds"][0]["amount"] == "25.50"
    assert call.post(f"{at}/refunds", {"amount": "25.50", "because": "Too much"}, key="r").json() == refunded
    assert call.post(f"{at}/refunds", {"amount": "75"}).status_code == 409
    assert call.get(at).json() == refunded
    assert call.post(f"{at}/provider-refunds", {"amount": "1"}, key="p").status_code == 409
    assert call.post(f"{at}/provider-refunds", {"amount": "1"}).json()["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("field", "value"),
    [("amount", "0"), ("amount", "-5"), ("amount", "1.005"), ("amount", 1.5), ("amount", "1e400"), ("amount", "１０"), ("amount", None),
     ("currency", "usd"), ("currency", None), ("method", "barter"), ("method", "stripe"), ("date", "2999-01-01"), ("date", "yesterday"),
     ("provider", "stripe"), ("free", "1"), ("note", "x" * 501), ("receipt", "yes")],
)  # fmt: skip
def test_hostile_payments_are_named(api, cast, field, value):
    refused = api(cast.olivia).post("/payments", book(cast, **{field: value}))
    assert refused.status_code == 422 and refused.json()["field"] == field, refused.content
    assert not Payment.objects.exists()


def test_money_keeps_its_currency(api, cast):
    call, invoice = api(cast.olivia), cast.invoice(price="80")
    yen = call.post("/payments", book(cast, currency="JPY", amount="500"))
    assert yen.json()["amount"] == "500"
    assert call.post("/payments", book(cast, currency="JPY", amount="500.5")).json()["field"] == "amount"
    assert call.post("/payments", book(cast, currency="KWD", amount="1.005")).json()["amount"] == "1.005"
    assert call.post(f"/payments/{yen.json()['id']}/allocations", {"document_id": str(invoice.pk)}).status_code == 422
    refused = call.post("/payments", book(cast, currency="EUR", document_ids=[str(invoice.pk)]))
    assert refused.status_code == 422 and Payment.objects.count() == 2


def test_drafts_and_other_clients_invoices_take_no_money(api, cast):
    for invoice in (cast.invoice(issue=False), cast.document("quote"), cast.invoice(cast.bloom)):
        refused = api(cast.olivia).post("/payments", book(cast, document_ids=[str(invoice.pk)]))
        assert refused.status_code == 422
    assert not Payment.objects.exists()


def test_a_receipt_is_written_once(api, cast):
    call = api(cast.olivia)
    payment = call.post("/payments", book(cast)).json()
    first, again = (call.post(f"/payments/{payment['id']}/receipt").json() for _ in range(2))
    assert first["receipt_id"] == again["receipt_id"]
    assert [letter["to_email"] for letter in first["letters"]] == ["sam@acme.example"]


def test_payments_page(api, cast):
    call, seen, query = api(cast.olivia), [], "/payments?limit=2"
    for day in range(1, 6):
        call.post("/payments", book(cast, date=f"2026-01-0{day}", amount=str(day)))
    page = call.get(query).json()
    while True:
        seen += [row["date"] for row in page["items"]]
        if page["next"] is None:
            break
        page = call.get(f"{query}&cursor={page['next']}").json()
    assert seen == [f"2026-01-0{day}" for day in range(5, 0, -1)]
    assert len(call.get("/payments?date_from=2026-01-04&method=bank_transfer").json()["items"]) == 2
