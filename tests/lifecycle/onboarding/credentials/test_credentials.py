"""Asking, handing over, looking, ending: what each verb does, refuses, and leaves on record."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Forbidden, Invalid
from clientkeep.foundation.sealing import unseal
from clientkeep.lifecycle.onboarding.credentials import asking
from clientkeep.lifecycle.onboarding.credentials.jobs import destroy_expired
from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.lifecycle.onboarding.models import Credential, CredentialShowing
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Acting

from .conftest import CANARY

pytestmark = pytest.mark.django_db


def slugs(row):
    return list(Event.objects.filter(about_id=row.pk).order_by("seq").values_list("slug", flat=True))


def test_a_request_is_one_row_one_event_and_one_letter(cast, asked):
    again = asking.ask(cast.acme, cast.by, contact=cast.jo, label="Login of the web host", id=asked.pk)
    letter = Letter.objects.get(purpose="credential")
    assert (again.pk, letter.to_email, letter.about_id) == (asked.pk, "jo@acme.example", asked.pk)
    assert "The one that you use yourself." in letter.text
    assert "needed by" not in letter.text
    assert slugs(asked) == ["credential.asked"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"label": "  "}, "label"), ({"label": "x" * 201}, "label"), ({"kind": "spell"}, "kind"), ({"due_on": dt.date(2020, 1, 1)}, "due_on")],
)
def test_what_cannot_be_asked(cast, values, field):
    with pytest.raises(Invalid) as refused:
        asking.ask(cast.acme, cast.by, **{"contact": cast.jo, "label": "Shop", **values})
    assert refused.value.field == field
    assert not Credential.objects.exists()


def test_only_somebody_of_the_client_with_an_address_is_asked(cast):
    with pytest.raises(Invalid):
        asking.ask(cast.acme, cast.by, contact=cast.ben, label="Shop")


def test_it_lies_encrypted_and_comes_out_as_it_was_typed(cast, asked):
    typed = " a password with spaces \nand a second line "
    asked.enter(cast.by, Content.entered({"secret": typed, "username": "x"}))
    asked.refresh_from_db()
    assert "password" not in asked.sealed
    assert Content.unpacked(unseal(asked.sealed)).secret == typed
    assert asked.show(cast.acting(cast.theo), "moving the site").secret == typed


@pytest.mark.parametrize("secret", ["", "  ", CANARY * 1_000, f"{CANARY}\x00"])
def test_a_refusal_never_repeats_what_was_typed(secret):
    with pytest.raises(Invalid) as refused:
        Content.entered({"secret": secret})
    assert refused.value.field == "secret"
    assert CANARY not in refused.value.message


def test_content_has_no_representation():
    assert CANARY not in repr(Content(CANARY))


def test_each_look_is_noted_with_its_reason(cast, held):
    held.show(cast.acting(cast.theo), "  moving   the site ")
    held.show(Acting(cast.north, cast.olivia, via="api"), "nightly check")
    assert list(held.showings.values_list("name", "because", "via")) == [
        ("Olivia North", "nightly check", "api"), ("Theo Hart", "moving the site", "page"),
    ]  # fmt: skip
    assert slugs(held)[-2:] == ["credential.shown"] * 2


def test_without_a_reason_or_the_right_nothing_is_shown_or_noted(cast, held):
    for reason in ("", "  ", "x" * 301):
        with pytest.raises(Invalid):
            held.show(cast.acting(cast.theo), reason)
    with pytest.raises(Forbidden):
        held.show(cast.acting(cast.carla), "curious")
    with pytest.raises(Forbidden):
        held.show(Acting(cast.north, cast.olivia, scopes=frozenset({"credentials.see", "credentials.ask"})), "curious")
    assert not CredentialShowing.objects.exists()


def test_the_log_can_be_neither_changed_nor_dropped(cast, held):
    held.show(cast.acting(cast.theo), "moving the site")
    rows = CredentialShowing.objects.filter(credential=held)
    for act in (lambda: rows.update(because="nothing"), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert rows.get().because == "moving the site"


@pytest.mark.parametrize("how", ["returned", "destroyed"])
def test_at_the_end_the_ciphertext_is_gone_and_the_log_stays(cast, held, how):
    held.show(cast.acting(cast.theo), "moving the site")
    held.end(how, cast.by, "the project is over")
    held.refresh_from_db()
    assert (held.state, held.sealed, held.showings.count()) == (how, "", 1)
    with pytest.raises(Conflict):
        held.show(cast.acting(cast.theo), "once more")
    with pytest.raises(Conflict):
        held.end("destroyed", cast.by, "twice")
    with pytest.raises(Conflict):
        held.enter(cast.by, Content("new"))


def test_a_request_can_be_taken_back_but_not_what_is_held(cast, asked):
    with pytest.raises(Conflict):
        asked.end("destroyed", cast.by, "not needed")
    asked.end("withdrawn", cast.by, "not needed")
    assert asking.still_wanted(Letter.objects.get(purpose="credential"))


def test_one_that_does_not_work_is_destroyed_and_asked_for_anew(cast, held):
    asking.ask_again(held, cast.by, "It says that the password is wrong.")
    held.refresh_from_db()
    assert (held.state, held.sealed, held.entered_by, held.times_asked) == ("asked", "", "", 2)
    newest = Letter.objects.filter(purpose="credential").order_by("-created_at").first()
    assert "password is wrong" in newest.text
    assert Letter.objects.filter(purpose="credential").count() == 2
    with pytest.raises(Conflict):
        asking.ask_again(held, cast.by)


def test_on_the_day_after_its_last_it_is_destroyed_once(cast):
    today = cast.north.today()
    row = asking.ask(cast.acme, cast.by, contact=cast.jo, label="Shop", expires_on=today + dt.timedelta(days=2))
    row.enter(cast.by, Content(CANARY))
    for days, state in ((2, "held"), (3, "expired")):
        with clock.moved(clock.now() + dt.timedelta(days=days)):
            for _ in range(3):
                destroy_expired()
        row.refresh_from_db()
        assert row.state == state
    assert (row.sealed, slugs(row).count("credential.ended")) == ("", 1)


def test_past_its_last_day_nothing_is_shown_even_before_the_sweep(cast):
    row = asking.ask(cast.acme, cast.by, contact=cast.jo, label="Shop", expires_on=cast.north.today())
    row.enter(cast.by, Content(CANARY))
    with clock.moved(clock.now() + dt.timedelta(days=1)):
        with pytest.raises(Conflict):
            row.show(cast.acting(cast.olivia), "late look")
        with pytest.raises(Conflict):
            row.enter(cast.by, Content("anew"))
