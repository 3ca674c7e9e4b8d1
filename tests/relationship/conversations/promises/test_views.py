"""The pages of promises: put on record, kept, moved and dropped with one click, narrowed in the address."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Decision, Promise

WEEK = dt.timedelta(days=7)


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def of(name, thing):
    return reverse(f"conversations:{name}", args=[thing.pk])


def made(cast, what="Send the photos", **values):
    return Promise.make(values.pop("client", cast.acme), **{"side": "theirs", "what": what, "by": cast.by, **values})


def test_a_promise_is_put_on_record_once(cast, page):
    address = of("client_promises", cast.acme)
    token = page.get(address).context["form_token"]
    typed = {"side": "theirs", "what": "Send the photos", "due_on": "2030-05-08", "contact": str(cast.jo.pk), "form_token": token}
    for _ in range(2):
        assert page.post(address, typed).url == address
    promise = Promise.objects.get()
    assert (promise.contact, promise.due_on, promise.written_by) == (cast.jo, dt.date(2030, 5, 8), "Olivia North")
    assert "Send the photos" in page.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"what": ""}, "Say what was promised."), ({"side": "x"}, "Select a valid choice"), ({"due_on": "soon"}, "Enter a valid date"),
     ({"state": "kept"}, "state is not a field"), ({"contact": "ben"}, "Select a valid choice"), ({"form_token": "forged"}, "This form is too old")],
)  # fmt: skip
def test_what_cannot_be_promised_is_said_and_kept(cast, page, typed, words):
    address = of("client_promises", cast.acme)
    if typed.get("contact") == "ben":
        typed = {"contact": str(cast.ben.pk)}
    told = page.post(address, {"side": "ours", "what": "Photos", "form_token": page.get(address).context["form_token"], **typed})
    assert told.status_code == 422
    assert words in told.content.decode()
    assert not Promise.objects.exists()


def test_one_click_keeps_moves_and_drops(cast, page):
    today = cast.north.today()
    kept, moved, dropped = made(cast), made(cast, due_on=today), made(cast)
    own = of("client_promises", cast.acme)
    assert own in page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    seen = page.get(own).content.decode()
    assert all(of(name, kept) in seen for name in ("promise_keep", "promise_move", "promise_drop"))
    assert page.post(of("promise_keep", kept), {"from": ""}).url == own
    page.post(of("promise_move", moved), {"weeks": "1", "from": "list"})
    page.post(of("promise_drop", dropped), {"because": "Not needed any more"})
    for row in (kept, moved, dropped):
        row.refresh_from_db()
    assert (kept.state, moved.due_on, dropped.state) == ("kept", today + WEEK, "dropped")
    assert page.post(of("promise_keep", kept)).status_code == 409
    page.post(of("promise_reopen", kept))
    kept.refresh_from_db()
    assert kept.state == "open"


def test_a_move_or_drop_that_lacks_something_says_so(cast, page):
    promise = made(cast, due_on=dt.date(2030, 1, 1))
    for name, typed, words in (
        ("promise_move", {"because": "ill"}, "Choose the new day."),
        ("promise_move", {"due_on": "2030-01-01"}, "has this day already"),
        ("promise_drop", {"because": " "}, "Say why"),
    ):
        told = page.post(of(name, promise), typed)
        assert told.status_code == 422
        assert words in told.content.decode()
    assert page.post(of("promise_move", promise), {"due_on": "2030-02-01", "because": "ill"}).status_code == 302


def test_the_list_is_narrowed_in_the_address(cast, page):
    today = cast.north.today()
    made(cast, "Late one", due_on=today - WEEK)
    made(cast, "Due one", side="ours", due_on=today, client=cast.bloom, member=cast.theo)
    made(cast, "Undated one")
    made(cast, "Kept one").keep(cast.by)
    address = reverse("conversations:promises")
    for query, found in (
        ("", {"Late", "Due", "Undated"}), ("?side=ours", {"Due"}), ("?when=late", {"Late"}), ("?when=week", {"Due"}),
        ("?when=undated", {"Undated"}), ("?when=kept", {"Kept"}), (f"?owner={cast.theo.pk}", {"Due"}), ("?owner=me", set()),
        ("?side=theirs&when=late", {"Late"}), ("?owner=nobody", {"Late", "Due", "Undated"}),
    ):  # fmt: skip
        text = page.get(address + query).content.decode()
        assert {word for word in ("Late", "Due", "Undated", "Kept") if f"{word} one" in text} == found, query


def test_what_others_may_see(cast, as_member):
    hidden = made(cast, "Quiet", client=cast.bloom)
    mia = as_member(cast.mia)
    assert "Quiet" not in mia.get(reverse("conversations:promises")).content.decode()
    for name in ("promise", "promise_keep", "promise_move", "promise_drop", "promise_reopen"):
        assert mia.post(of(name, hidden)).status_code in (404, 405)
    assert mia.get(of("promise", hidden)).status_code == 404
    assert mia.get(of("client_promises", cast.bloom)).status_code == 404
    carla = as_member(cast.carla)
    assert carla.get(of("promise", hidden)).status_code == 200
    assert carla.post(of("client_promises", cast.acme), {"side": "ours", "what": "x"}).status_code == 403


def test_decisions_have_their_page(cast, page):
    address = of("client_decisions", cast.acme)
    token = page.get(address).context["form_token"]
    for _ in range(2):
        page.post(address, {"what": "Launch on 12 May", "decided_by": "Jo", "form_token": token})
    decision = Decision.objects.get()
    assert "Launch on 12 May" in page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    own = page.get(of("decision", decision))
    assert page.post(of("decision_replace", decision), {"what": "On 20 May", "form_token": own.context["form_token"]}).status_code == 302
    newest = Decision.objects.get(what="On 20 May")
    assert newest.replaces == decision
    assert page.post(of("decision_withdraw", decision), {"because": "x"}).status_code == 422
    assert page.post(of("decision_withdraw", newest), {"because": "The fair is off"}).status_code == 302
    assert page.post(of("client_decisions", cast.acme), {"what": " "}).status_code == 422
    assert "withdrew a decision" in page.get(reverse("clients:detail", args=[cast.acme.pk]) + "?kind=promise").content.decode()


def test_today_names_what_is_due(cast, page):
    today = cast.north.today()
    made(cast, "Theirs today", due_on=today)
    made(cast, "Theirs late", due_on=today - WEEK)
    made(cast, "Ours today", side="ours", due_on=today)
    made(cast, "Ours kept", side="ours", due_on=today).keep(cast.by)
    Client.objects.filter(pk=cast.bloom.pk).update(archived_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    made(cast, "Archived", side="ours", due_on=today, client=cast.bloom)
    seen = page.get("/").content.decode()
    assert [word for word in ("Theirs today", "Theirs late", "Ours today", "Ours kept", "Archived") if word in seen] == ["Theirs late", "Ours today"]
    assert "7 days late" in seen
