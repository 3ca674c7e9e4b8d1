"""Promises, decisions, questions, recaps and what was agreed, by program."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.models import LogEntry, Message, Promise, Recap, Thread
from clientkeep.workspace.mail.models import Letter

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def made(call, cast, **more):
    answer = call.post("/promises", {"client_id": str(cast.acme.pk), "side": "theirs", "what": "Photos", **more})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_promise_is_made_once_moved_kept_and_opened_again(cast, api):
    call, today = api(cast.olivia), cast.north.today()
    body = {"client_id": str(cast.acme.pk), "side": "ours", "what": "Quote", "due_on": today.isoformat()}
    first = call.post("/promises", body, key="one")
    assert call.post("/promises", body, key="one").json() == first.json()
    assert Promise.objects.count() == 1
    own = f"/promises/{first.json()['id']}"
    assert (first.json()["who"], first.json()["member_id"]) == (str(cast.olivia), str(cast.olivia.pk))
    later = (today + 7 * DAY).isoformat()
    assert call.post(f"{own}/day", {"due_on": later, "because": "Ill"}).json()["due_on"] == later
    assert call.post(f"{own}/day", {"due_on": later}).status_code == 422
    assert call.post(f"{own}/keeping", {"on": (today + DAY).isoformat()}).status_code == 422
    assert call.post(f"{own}/keeping").json()["state"] == "kept"
    assert call.post(f"{own}/keeping").status_code == 409
    assert call.post(f"{own}/reopening").json()["state"] == "open"
    dropped = call.post(f"{own}/dropping", {"because": "Not needed"}).json()
    assert (dropped["state"], dropped["because"]) == ("dropped", "Not needed")
    assert call.get(own).json() == dropped


def test_promises_are_filtered_and_read_page_by_page(cast, api):
    call, today = api(cast.olivia), cast.north.today()
    late = made(call, cast, due_on=(today - DAY).isoformat())
    soon = made(call, cast, side="ours", due_on=(today + DAY).isoformat())
    undated = made(call, cast, client_id=str(cast.bloom.pk))
    ids = lambda query: [row["id"] for row in call.get(f"/promises?{query}").json()["items"]]  # noqa: E731
    assert ids("") == [undated["id"], soon["id"], late["id"]]
    assert ids("state=late") == [late["id"]] and ids("side=ours") == [soon["id"]]
    assert ids(f"due_by={(today + DAY).isoformat()}") == [soon["id"], late["id"]]
    assert ids(f"client_id={cast.bloom.pk}") == [undated["id"]] and ids(f"member_id={cast.olivia.pk}") == [soon["id"]]
    page = call.get("/promises?limit=2").json()
    assert [row["id"] for row in call.get(f"/promises?limit=2&cursor={page['next']}").json()["items"]] == [late["id"]]
    assert call.get("/promises?state=lost").status_code == 422
    assert api(cast.sid).get("/promises").json()["items"] == []
    assert api(cast.sid).get(f"/promises/{late['id']}").status_code == 404


def test_where_it_was_said_is_named_and_must_be_theirs(cast, api):
    call = api(cast.olivia)
    entry = LogEntry.write(cast.acme, "call", "They send photos", cast.by, at=NOON)
    said = Message.receive(Thread.begin(cast.acme, "Photos"), cast.by, text="I send them", channel="portal", contact=cast.jo)
    told = made(call, cast, entry_id=str(entry.pk))
    assert (told["source_type"], told["source_id"], told["made_on"]) == ("logentry", str(entry.pk), "2026-03-02")
    assert made(call, cast, message_id=str(said.pk))["source_type"] == "message"
    for wrong in ({"entry_id": str(entry.pk), "message_id": str(said.pk)}, {"client_id": str(cast.bloom.pk), "entry_id": str(entry.pk)},
                  {"contact_id": str(cast.ben.pk)}, {"client_id": str(cast.zephyr.pk)}, {"member_id": str(cast.sid.pk)}, {"state": "kept"}):  # fmt: skip
        body = {"client_id": str(cast.acme.pk), "side": "theirs", "what": "Photos", **wrong}
        assert call.post("/promises", body).status_code == 422, wrong
    assert Promise.objects.count() == 2


def test_a_letter_about_a_late_promise_is_drafted_changed_and_sent_once(cast, api):
    call, today = api(cast.olivia), cast.north.today()
    promise = made(call, cast, side="ours", due_on=(today - DAY).isoformat())
    own = f"/promises/{promise['id']}/letter"
    assert call.post(own, {}).status_code == 422
    drafted = call.post(own, {"new_day": (today + 3 * DAY).isoformat()}).json()
    letter = f"/promise-letters/{drafted['id']}"
    assert drafted["state"] == "draft" and not Letter.objects.exists()
    assert [row["id"] for row in call.get("/promise-letters?state=waiting").json()["items"]] == [drafted["id"]]
    assert call.patch(letter, {"contact_id": str(cast.ben.pk)}).status_code == 422
    assert call.patch(letter, {"text": "Sorry, {link} Thursday."}).json()["text"] == "Sorry, {link} Thursday."
    assert call.post(f"{letter}/sending", {"subject": "The quote"}).json()["state"] == "sent"
    assert call.post(f"{letter}/sending").status_code == call.post(f"{letter}/dropping").status_code == 409
    assert call.patch(letter, {"text": "Other"}).status_code == 409
    assert (Letter.objects.get().subject, Letter.objects.get().to_email) == ("The quote", cast.jo.email)
    assert call.get(f"/promises/{promise['id']}").json()["due_on"] == (today + 3 * DAY).isoformat()
    assert call.get("/promise-letters?state=waiting").json()["items"] == []
    assert api(cast.sid).get(letter).status_code == 404


def test_a_dropped_letter_does_not_come_again(cast, api):
    call, today = api(cast.olivia), cast.north.today()
    promise = made(call, cast, due_on=(today - DAY).isoformat())
    drafted = call.post(f"/promises/{promise['id']}/letter").json()
    assert call.post(f"/promise-letters/{drafted['id']}/dropping").json()["state"] == "dropped"
    assert call.post(f"/promises/{promise['id']}/letter").json()["state"] == "dropped"
    assert not Letter.objects.exists()


def test_decisions_are_noted_replaced_withdrawn_and_listed_at_a_day(cast, api):
    call = api(cast.olivia)
    with clock.moved(NOON):
        first = call.post("/decisions", {"client_id": str(cast.acme.pk), "what": "Launch on 5 May", "decided_by": "Jo"}).json()
    with clock.moved(NOON + 2 * DAY):
        second = call.post(f"/decisions/{first['id']}/replacement", {"what": "Launch on 12 May"})
        assert second.status_code == 201
        assert call.post(f"/decisions/{first['id']}/replacement", {"what": "Never"}).status_code == 409
        gone = call.post(f"/decisions/{second.json()['id']}/withdrawal", {"because": "Budget"}).json()
    assert (gone["state"], gone["ended_on"]) == ("withdrawn", "2026-03-04")
    assert call.get(f"/decisions/{first['id']}").json()["replaced_by_id"] == second.json()["id"]
    told = call.get(f"/decisions?client_id={cast.acme.pk}&in_force_on=2026-03-03").json()["items"]
    assert [row["what"] for row in told] == ["Launch on 5 May"]
    assert api(cast.sid).get(f"/decisions/{first['id']}").status_code == 404
    assert api(cast.carla).post("/decisions", {"client_id": str(cast.acme.pk), "what": "x"}).status_code == 403


def test_a_question_is_saved_carried_over_and_ticked_off_with_its_answer(cast, api):
    call = api(cast.olivia)
    saved = call.post("/questions", {"client_id": str(cast.acme.pk), "text": "Who approves?"}).json()
    assert call.post(f"/questions/{saved['id']}/next-time").json()["carried"] == 1
    assert call.get("/questions?state=open").json()["items"][0]["text"] == "Who approves?"
    assert call.post(f"/questions/{saved['id']}/asking", {"answer": "Jo does"}).json()["settled_at"]
    assert call.post(f"/questions/{saved['id']}/asking").status_code == 409
    note = LogEntry.objects.get()
    assert note.kind == "note" and "Jo does" in note.text
    assert call.get("/questions?state=open").json()["items"] == []
    other = call.post("/questions", {"client_id": str(cast.acme.pk), "text": "Which blue?"}).json()
    assert call.post(f"/questions/{other['id']}/dropping").json()["settled_at"]


def test_a_recap_is_drafted_from_the_talk_changed_sent_and_renewed(cast, api):
    call = api(cast.olivia)
    talk = LogEntry.write(cast.acme, "call", "About the launch", cast.by, cast.jo)
    note = LogEntry.write(cast.acme, "note", "They are slow", cast.by)
    made(call, cast, entry_id=str(talk.pk))
    assert call.post(f"/log/{note.pk}/recaps").status_code == 422
    drafted = call.post(f"/log/{talk.pk}/recaps").json()
    assert "Photos" in drafted["text"] and drafted["contact_ids"] == [str(cast.jo.pk)] and not Letter.objects.exists()
    own = f"/recaps/{drafted['id']}"
    assert call.patch(own, {"text": "They send a few photos soon."}).json()["vague"]
    assert call.patch(own, {"contact_ids": [str(cast.ben.pk)]}).status_code == 422
    sent = call.post(f"{own}/sending").json()
    assert sent["state"] == "sent" and len(sent["digest"]) == 64 and Letter.objects.count() == 1
    assert call.post(f"{own}/sending").status_code == call.patch(own, {"text": "Other"}).status_code == 409
    newer = call.post(f"{own}/versions").json()
    assert (newer["version"], newer["replaces_id"]) == (2, drafted["id"])
    assert call.post(f"/recaps/{newer['id']}/discarding").json()["state"] == "discarded"
    assert [row["id"] for row in call.get("/recaps?state=sent").json()["items"]] == [drafted["id"]]
    assert api(cast.sid).get(own).status_code == api(cast.sid).post(f"/log/{talk.pk}/recaps").status_code == 404


def test_what_was_agreed_is_told_at_any_day_and_a_briefing_gathers_what_one_needs(cast, api):
    call = api(cast.olivia)
    with clock.moved(NOON):
        promise = made(call, cast, due_on="2026-03-06")
        talk = LogEntry.write(cast.acme, "call", "About the launch", cast.by, cast.jo)
    with clock.moved(NOON + 6 * DAY):
        call.post(f"/promises/{promise['id']}/keeping")
    own = f"/clients/{cast.acme.pk}"
    seen = [call.get(f"{own}/agreed?on=2026-03-{day:02}").json()["theirs"] for day in (1, 3, 7, 8)]
    assert [[(row["state"], row["late_days"]) for row in rows] for rows in seen] == [[], [("open", 0)], [("open", 1)], [("kept", 0)]]
    assert call.get(f"{own}/agreed?on=2199-01-01").status_code == 422
    Recap.begin(talk, cast.by, subject="Recap", text="Draft", to=[cast.jo])
    call.post("/questions", {"client_id": str(cast.acme.pk), "text": "Who approves?"})
    cast.invoice()
    told = call.get(f"{own}/briefing").json()
    assert told["last"]["id"] == str(talk.pk) and told["questions"][0]["text"] == "Who approves?"
    assert told["money"]["owed"] and told["theirs"] == []
    Message.receive(Thread.begin(cast.acme, "Photos"), cast.by, text="Where?", channel="portal", contact=cast.jo)
    assert [row["subject"] for row in call.get(f"{own}/briefing").json()["waiting"]] == ["Photos"]
    assert api(cast.carla).get(f"{own}/briefing").json()["waiting"] == [], "she may not read conversations"
    assert api(cast.sid).get(f"{own}/briefing").status_code == 404
