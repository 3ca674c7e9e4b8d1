"""Threads, waiting mail and mailboxes by program: only what the token's person sees, never a password."""

import datetime as dt

import pytest

from clientkeep.foundation.sealing import seal
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import Arrival, Mailbox, Message, Thread
from clientkeep.workspace.members.acting import Actor
from tests.mails import mail


@pytest.fixture
def kept(cast):
    """A message of Acme, and one of Bloom."""
    by = Actor("contact", None, "Jo")
    return [
        Message.receive(Thread.begin(client, f"Words to {client}"), by, text="Hello", whole="Hello\n> old", channel="mail", notes=["A note."])
        for client in (cast.acme, cast.bloom)
    ]


def test_threads_are_listed_read_and_settled(cast, kept, api):
    call = api(cast.olivia)
    rows = call.get("/threads?waiting=yes").json()["items"]
    assert [row["subject"] for row in rows] == ["Words to Acme Studio", "Words to Bloom & Co"]
    told = call.get(f"/threads/{kept[0].thread_id}/messages").json()["items"][0]
    assert (told["text"], told["whole"], told["notes"]) == ("Hello", "Hello\n> old", ["A note."])
    assert call.post(f"/threads/{kept[0].thread_id}/settlement").json()["waits_since"] is None
    assert len(call.get("/threads?waiting=yes").json()["items"]) == 1


def test_pages_of_threads_follow_one_another(cast, api):
    for number in range(25):
        Thread.begin(cast.acme, str(number))
    call, seen, cursor = api(cast.olivia), [], ""
    while True:
        page = call.get(f"/threads?limit=10&cursor={cursor}").json()
        seen += [row["subject"] for row in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 25


def test_a_narrowed_members_token_sees_their_clients_alone(cast, kept, api):
    call = api(cast.mia)
    assert [row["client_id"] for row in call.get("/threads").json()["items"]] == [str(cast.acme.pk)]
    assert call.get(f"/threads/{kept[1].thread_id}").status_code == 404
    assert call.get(f"/messages/{kept[1].pk}").status_code == 404
    assert call.get("/waiting-mail").json()["items"] == []


@pytest.mark.parametrize("to", ["bloom", "zephyr"])
def test_a_message_is_moved_within_the_firm(cast, kept, api, to):
    answer = api(cast.olivia).post(f"/messages/{kept[0].pk}/move", {"client_id": str(getattr(cast, to).pk)})
    kept[0].refresh_from_db()
    assert (answer.status_code, kept[0].client) == ((200, cast.bloom) if to == "bloom" else (422, cast.acme))


def test_waiting_mail_is_decided(cast, api):
    call = api(cast.olivia)
    for number in range(3):
        Filing(cast.north).file(Fetched.of(mail(sender=f"ann{number}@bloom.example")))
    rows = call.get("/waiting-mail").json()["items"]
    told = [
        call.post(f"/waiting-mail/{rows[0]['id']}/decision", {"act": "put", "client_id": str(cast.bloom.pk)}),
        call.post(f"/waiting-mail/{rows[1]['id']}/decision", {"act": "drop"}),
        call.post(f"/waiting-mail/{rows[2]['id']}/decision", {"act": "put", "client_id": str(cast.zephyr.pk)}),
    ]
    assert [answer.status_code for answer in told] == [200, 200, 422]
    assert Message.objects.get().client == cast.bloom and Arrival.objects.waiting().count() == 1


def test_mailboxes_are_listed_without_their_passwords(cast, api):
    Mailbox.objects.create(
        workspace=cast.north, address="hello@north.example", host="imap.example", username="hello", password_sealed=seal("CANARY"),
        begins_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    answer = api(cast.olivia).get("/mailboxes")
    assert answer.json()["items"][0]["address"] == "hello@north.example"
    assert "password" not in answer.content.decode() and Mailbox.objects.get().password_sealed not in answer.content.decode()
    assert api(cast.theo).get("/mailboxes").json()["items"] == []
