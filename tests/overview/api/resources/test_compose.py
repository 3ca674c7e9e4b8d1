"""Compose over the API is the contract's output, and with `draft` the draft that the compose page writes."""

import pytest

from clientkeep.lifecycle.billing.compose import Request, compose
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

TEXT = "Invoice Acme Studio $2,400 for brand identity plus 3 hours of revisions at $80, due in 14 days. Bring cake"
CONTRACT = {
    "kind", "client", "client_email", "currency", "lines", "discount", "tax", "deposit", "issue_date", "due_date",
    "valid_until", "schedule", "payment", "reference", "notes", "subtotal", "discount_total", "tax_total", "total",
    "unresolved",
}  # fmt: skip


def test_the_contract_is_answered_as_the_engine_does(api, cast):
    sent = {"text": TEXT, "today": "2026-03-02", "currency": "USD", "locale": "en-US", "clients": ["Acme Studio LLC"], "terms_days": 30}
    told = api(cast.olivia).post("/compose", sent).json()
    assert set(told) == CONTRACT | {"parts", "assumed", "leftovers", "flags"}
    assert {name: told[name] for name in CONTRACT} == compose(Request.from_mapping(sent)).as_contract()
    assert told["client"] == "Acme Studio LLC" and told["total"] == "2640.00" and told["due_date"] == "2026-03-16"
    assert [TEXT[left["start"] : left["end"]] for left in told["leftovers"]] == [left["text"] for left in told["leftovers"]]
    assert Document.objects.count() == 0


def test_the_firm_says_what_is_not_sent(api, cast):
    type(cast.acme).objects.filter(pk=cast.acme.pk).update(currency="EUR", terms_days=7)
    told = api(cast.olivia).post("/compose", {"text": "Bill Acme 100 for a logo"}).json()
    assert (told["client"], told["currency"]) == ("Acme Studio", "EUR")
    assert {one["field"] for one in told["assumed"]} >= {"currency", "due_date"}
    assert api(cast.olivia).post("/compose", {"text": "Bill Zoe 100 for a logo", "terms_days": None}).json()["due_date"] is None


def test_only_clients_that_are_seen_are_known(api, cast):
    assert api(cast.mia).post("/compose", {"text": "Bill Bloom 100 for a logo"}).json()["client"] == "Bloom"
    assert api(cast.olivia).post("/compose", {"text": "Bill Bloom 100 for a logo"}).json()["client"] == "Bloom & Co"
    blind = api(cast.olivia, ["documents.see"])
    assert blind.post("/compose", {"text": "Bill Bloom 100 for a logo"}).json()["client"] == "Bloom"


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "text"), ({"text": ""}, "text"), ({"text": "   "}, "text"), ({"text": "x" * 4001}, "text"), ({"text": 5}, "text"),
     ({"text": "a", "today": "2026-02-30"}, "today"), ({"text": "a", "currency": "XYZ"}, "currency"), ({"text": "a", "locale": "de-DE"}, "locale"),
     ({"text": "a", "clients": "Acme"}, "clients"), ({"text": "a", "terms_days": -1}, "terms_days"), ({"text": "a", "terms_days": "30"}, "terms_days"),
     ({"text": "a", "kind": "invoice"}, "kind")],
)  # fmt: skip
def test_usage_errors_name_the_first_bad_field(api, cast, sent, field):
    refused = api(cast.olivia).post("/compose", sent)
    assert refused.status_code == 422 and refused.json()["field"] == field, refused.content


def test_a_draft_is_written_once_for_a_key(api, cast):
    call = api(cast.olivia)
    first = call.post("/compose", {"text": TEXT, "draft": True}, key="c").json()
    assert call.post("/compose", {"text": TEXT, "draft": True}, key="c").json() == first
    draft = Document.objects.get()
    assert first["document"]["id"] == str(draft.pk) and first["document"]["client_id"] == str(cast.acme.pk)
    assert first["document"]["total"] == first["total"] == "2640.00"


def test_a_new_client_comes_with_its_draft(api, cast):
    call = api(cast.olivia)
    assert call.post("/compose", {"text": "Invoice $5 for a logo", "draft": True}).status_code == 422
    told = call.post("/compose", {"text": "Invoice Jonah Pell $5 for a logo", "draft": True, "new_client_email": "jonah@pell.example"}).json()
    assert Client.objects.get(pk=told["document"]["client_id"]).name == "Jonah Pell"
    assert call.post("/compose", {"text": TEXT, "draft": True, "today": "2026-01-01"}).json()["field"] == "today"
    assert api(cast.carla).post("/compose", {"text": TEXT, "draft": True}).status_code == 403
