"""Addresses with a secret: each secret opens what it was made for alone, stays out of the log, and a look at it changes nothing."""

import pytest
from django.urls import Resolver404, resolve

from clientkeep.config.logs import mask
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.sales.models import Answer, Booking, Criterion, GuideNote, Inquiry, Opportunity, Override
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.mail.links import LINK_MAKERS, make_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.models import Workspace
from tests.house.database import hashes
from tests.house.stage import seen, undone
from tests.house.urls import routes

pytestmark = pytest.mark.django_db
# What stands on the firm's own site or in a calendar is no secret.
PUBLIC = {"booking:month", "booking:at", "booking:logo", "inquiries:ask", "inquiries:thanks", "inquiries:logo", "showcase:read", "showcase:logo"}
DOORS = [route for route in routes() if not route.act and {"token", "secret"} & set(route.parameters)]
# The key that answers a question is one of the same contact's portal.
MEANT = {("portal:link", "answers:link")}
LEAST_LETTERS = 5
# What the firm writes and weighs for itself, and one thing that the client reads, or the search sees nothing.
INTERNAL = {
    Client: ("background", "next_step"), Opportunity: ("note", "next_step", "lost_note"), GuideNote: ("text",), Answer: ("value",),
    Criterion: ("label",), Override: ("reason",), Booking: ("note",), Gate: ("override_because",),
    Inquiry: ("held_why", "referred_to", "referrer", "name", "email"),
}  # fmt: skip
SHOWN = {Booking: ("meeting",)}


def leads_to(door, values) -> bool:
    """Whether such an address is one at all: a slug holds no colon."""
    try:
        return resolve(door.path(values)).func == door.view
    except Resolver404:
        return False


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_secret_opens_no_other_door(stage, door):
    """T1: a key of one kind before the door of another is as good as one that never was."""
    (name,) = {"token", "secret"} & set(door.parameters)
    fits = stage.own.secrets[door.name]
    others = {each: kind for kind, each in stage.own.secrets.items() if each != fits and (door.name, kind) not in MEANT}
    for method in ("get", "post"):
        nothing = stage.ask("stranger", method, door, stage.own.fill(door) | {name: new_token()})
        for other in filter(lambda other: leads_to(door, {name: other}), others):
            answer = stage.ask("stranger", method, door, stage.own.fill(door) | {name: other})
            assert (answer.status_code, seen(answer)) == (nothing.status_code, seen(nothing)), (method, others[other])


@pytest.mark.parametrize("door", [door for door in DOORS if door.name not in PUBLIC], ids=lambda door: door.name)
def test_no_line_of_the_log_holds_a_secret(stage, door):
    """T7: the path is what a line of the log tells."""
    path = door.path(stage.own.fill(door))
    assert stage.own.secrets[door.name] in path
    assert stage.own.secrets[door.name] not in mask(path)


def test_a_robot_opens_the_link_of_every_letter_and_nothing_changes(stage):
    """T3: mail scanners open what a letter leads to, and what that leads on to."""
    letters = [letter for letter in Letter.objects.exclude(link=None) if letter.link]
    kinds = {letter.link["kind"] for letter in letters}
    assert len(kinds) >= LEAST_LETTERS and kinds <= set(LINK_MAKERS.keys())
    for letter in letters:
        with undone():
            _, slash, path = make_link(letter).partition("//")[2].partition("/")
            before = hashes()
            for method in ("get", "head"):
                answer = getattr(stage.browsers["stranger"], method)(f"{slash}{path}", follow=True)
                assert not slash or answer.status_code in (200, 404), (letter.purpose, answer.status_code)
            assert hashes() == before, letter.purpose


def test_no_open_page_tells_what_the_firm_keeps_to_itself(stage):
    """T8: each internal field is marked, and looked for on every page that a stranger or a client can open."""
    told = {}
    with undone():
        for model, field in (*_fields(INTERNAL), *_fields(SHOWN)):
            model.objects.update(**{field: _marked(model, field)})
        for role, route in (*(("stranger", door) for door in DOORS), *(("portal", each) for each in routes() if each.is_portal)):
            body = seen(stage.ask(role, "get", route, stage.own)).decode(errors="replace")
            told[route.name] = {each for each in (*_fields(INTERNAL), *_fields(SHOWN)) if _marked(*each) in body}
    assert any((Booking, "meeting") in found for found in told.values()), "The search does not see what the client reads."
    kept = set(_fields(INTERNAL))
    assert not {name: found & kept for name, found in told.items() if found & kept}


def _fields(models) -> list:
    return [(model, field) for model, fields in models.items() for field in fields]


def _marked(model, field) -> str:
    return f"KANARI{model.__name__}{field}".upper()


def test_every_open_page_of_the_firm_wears_its_colour(stage):
    """A stranger and a client see whose page it is; the firm's own sign-in is the product's."""
    with undone():
        Workspace.objects.update(accent="#aa3300", name="Kanari Studio")
        sheet, bare, worn = f"/brand/{brand_hash('#aa3300')}.css", [], set()
        for role, route in (*(("stranger", door) for door in DOORS), *(("portal", each) for each in routes() if each.is_portal)):
            answer = stage.ask(role, "get", route, stage.own)
            if route.name.startswith("office:") or answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            body = seen(answer).decode()
            worn.add(route.name)
            if sheet not in body or "Kanari Studio" not in body:
                bare.append(route.name)
    assert not bare
    assert worn >= {"inquiries:ask", "booking:month", "booking:own", "showcase:read", "signing:own", "portal:start"}
