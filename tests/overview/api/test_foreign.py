"""What is another firm's, or not this member's, is answered like what never was: in addresses and in every field."""

import uuid

import pytest

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.payments.model import Payment
from clientkeep.overview.api.openapi import document, operations
from clientkeep.relationship.conversations.model import LogEntry
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.mail import outbox
from tests.house.urls import operations as house_operations

OF_ONE = [(method, address) for address, method, _ in operations(document()) if "{" in address]
BODIES = {
    "change_client": {"city": "X"}, "move_client": {"stage": "active"}, "plan_next_step": {"next_step": "X"},
    "set_client_team": {}, "create_contact": {"name": "X"}, "create_log_entry": {"kind": "note", "text": "X"},
    "change_contact": {"name": "X"}, "correct_log_entry": {"text": "X"}, "void_document": {"reason": "X"},
    "accept_document": {"name": "X"}, "allocate_payment": {"document_id": str(uuid.uuid4())}, "share_file": {"shown_to_client": True},
    "take_payment_off": {"document_id": str(uuid.uuid4())}, "refund_payment": {"amount": "1"},
    "refund_through_provider": {"amount": "1"},
}  # fmt: skip
SAMPLES = {operation.name: operation.body for operation in house_operations()}
NAMED = {(method, address): operation["operationId"] for address, method, operation in operations(document())}


@pytest.fixture
def theirs(cast):
    """Things of the other firm, and of a client that Mia does not see."""
    found = {}
    for whose, client, person in (("south", cast.zephyr, cast.zoe), ("bloom", cast.bloom, cast.ben)):
        by = cast.acting(cast.sid if whose == "south" else cast.olivia).actor
        invoice = Document.draft(client, "invoice", by, lines=[{"description": "X", "unit_price": "5"}])
        invoice.issue(by)
        letter = outbox.write(
            workspace=client.workspace, key=f"t:{whose}", purpose="document", to_email=person.email, to_name="", subject="S",
            text="T", about=invoice, client_id=client.pk,
        )  # fmt: skip
        found[whose] = {
            "client_id": client.pk, "contact_id": person.pk, "document_id": invoice.pk,
            "payment_id": Payment.book(client, Money(300, "USD"), "cash", by).pk,
            "entry_id": LogEntry.write(client, "note", "secret", by).pk,
            "file_id": keep(client.workspace, b"hello", "a.txt", by, client_id=client.pk).pk, "letter_id": letter.pk,
        }  # fmt: skip
    return found


@pytest.mark.parametrize(("method", "address"), OF_ONE, ids=[f"{method} {address}" for method, address in OF_ONE])
def test_foreign_things_are_not_there(api, cast, theirs, method, address):
    body = BODIES.get(NAMED[method, address]) or SAMPLES.get(NAMED[method, address]) or {}
    for member, whose in ((cast.olivia, "south"), (cast.mia, "bloom"), (cast.sid, "bloom")):
        call = api(member)
        if not member.may(_act_of(method, address)):
            continue
        before = _counts()
        foreign = call.send(method.upper(), _at(address, theirs[whose]), body, key="foreign")
        absent = call.send(method.upper(), _at(address, {}), body, key="absent")
        assert foreign.status_code == 404, (whose, foreign.content)
        assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content)
        assert _counts() == before


def test_every_field_that_names_a_thing_is_checked(api, cast, theirs):
    """A5: the same refusal for a foreign id and for one that never was; bodies and filters alike."""
    call, south, nobody = api(cast.olivia), theirs["south"], str(uuid.uuid4())
    mine = cast.invoice(cast.acme)
    payment = Payment.book(cast.acme, Money(1000, "USD"), "cash", cast.by)
    line = [{"description": "X", "unit_price": "1"}]
    draft = cast.invoice(cast.acme, issue=False)
    tries = [
        ("POST", "/documents", lambda i: {"kind": "invoice", "client_id": i, "lines": line}, "client_id", "client_id"),
        ("PATCH", f"/documents/{draft.pk}", lambda i: {"client_id": i}, "client_id", "client_id"),
        ("POST", f"/documents/{mine.pk}/send", lambda i: {"to": [{"contact_id": i}]}, "contact_id", "to[0].contact_id"),
        ("POST", "/payments", lambda i: {"client_id": i, "amount": "1", "currency": "USD", "method": "cash"}, "client_id", "client_id"),
        ("POST", "/payments", lambda i: {"client_id": str(cast.acme.pk), "amount": "1", "currency": "USD", "method": "cash", "document_ids": [i]}, "document_id", "document_ids[0]"),
        ("POST", f"/payments/{payment.pk}/allocations", lambda i: {"document_id": i}, "document_id", "document_id"),
        ("POST", f"/payments/{payment.pk}/take-off", lambda i: {"document_id": i}, "document_id", "document_id"),
        ("POST", f"/clients/{cast.acme.pk}/log", lambda i: {"kind": "call", "text": "X", "contact_id": i}, "contact_id", "contact_id"),
        ("POST", "/compose", lambda i: {"text": "Invoice $5 for a logo", "draft": True, "client_id": i}, "client_id", "client_id"),
    ]  # fmt: skip
    for method, path, body, kind, field in tries:
        before = _counts()
        foreign, absent = (call.send(method, path, body(each)) for each in (str(south[kind]), nobody))
        assert foreign.status_code == 422, (path, foreign.content)
        assert foreign.content == absent.content and foreign.json()["field"] == field, (path, foreign.content)
        assert _counts() == before
    for kind in ("client_id", "document_id"):
        foreign, absent = (call.upload("/files", file=_text(), **{kind: each}) for each in (str(south[kind]), nobody))
        assert foreign.status_code == 422 and foreign.content == absent.content and foreign.json()["field"] == kind


def test_filters_by_foreign_ids_find_nothing(api, cast, theirs):
    call, south = api(cast.olivia), theirs["south"]
    for path in ("/contacts?client_id=", "/documents?client_id=", "/payments?client_id=", "/letters?client_id=", "/files?client_id=", "/timeline?client_id="):
        assert call.get(f"{path}{south['client_id']}").json() == {"items": [], "next": None}
    for path in ("/documents?source_id=", "/letters?document_id=", "/files?document_id="):
        assert call.get(f"{path}{south['document_id']}").json() == {"items": [], "next": None}
    assert api(cast.mia).get(f"/timeline?client_id={cast.bloom.pk}").json()["items"] == []


def test_every_list_holds_only_what_its_member_sees(api, cast, theirs):
    for path in ("/clients", "/contacts", "/documents", "/payments", "/letters", "/files", "/timeline"):
        text = api(cast.mia).get(f"{path}?limit=200").content.decode()
        for whose in ("south", "bloom"):
            for thing in theirs[whose].values():
                assert str(thing) not in text, (path, whose)
        assert str(theirs["south"]["client_id"]) not in api(cast.olivia).get(f"{path}?limit=200").content.decode()


def _act_of(method: str, address: str) -> str:
    return document()["paths"][address][method]["x-act"]


def _at(address: str, things: dict) -> str:
    for name in ("client_id", "contact_id", "document_id", "payment_id", "entry_id", "letter_id", "file_id"):
        address = address.replace(f"{{{name}}}", str(things.get(name, uuid.uuid4())))
    return address.removeprefix("/api/v1")


def _counts() -> tuple:
    from clientkeep.relationship.clients.models import Client, Contact
    from clientkeep.workspace.files.models import StoredFile
    from clientkeep.workspace.journal.models import Event

    return tuple(model.objects.count() for model in (Client, Contact, Document, Payment, LogEntry, StoredFile, Event))


def _text():
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("note.txt", b"hello", "text/plain")
