"""Every address × every role × own, foreign, unseen and absent objects, made from the address table and roles.py.

Who may not is told so in words, or asked to sign in. What is foreign or unseen answers as what never existed.
"""

import pytest

from tests.house.objects import AFTER, BODIES, OF_A_CLIENT, OF_A_PERSON, WORDS
from tests.house.stage import ROLES, STAFF, seen, undone
from tests.house.urls import routes

pytestmark = pytest.mark.django_db
METHODS = ("get", "post")
GUARDED = [route for route in routes() if route.act]
OPEN = [route for route in routes() if not route.act]
NAMELESS = {"token", "secret", *WORDS}
NAMING = [route for route in routes() if set(route.parameters) - NAMELESS]


def _ids(rows):
    return [route.name for route in rows]


@pytest.mark.parametrize("role", ROLES)
def test_nothing_breaks(stage, role):
    """No address answers 500, whoever asks. (Foreign and absent objects are asked for below, and answer 404.)"""
    broken = []
    for route in routes():
        for method in METHODS:
            status = stage.ask(role, method, route, stage.own).status_code
            if status >= 500:
                broken.append((method.upper(), route.name, status))
    assert not broken


@pytest.mark.parametrize("role", STAFF)
def test_a_role_that_may_not_is_told_so(stage, role):
    wrong = []
    for route in GUARDED:
        if stage.may(role, route):
            continue
        for method in METHODS:
            answer = stage.ask(role, method, route, stage.own)
            in_words = b"Your role does not allow this" in seen(answer)
            if answer.status_code != 405 and not (answer.status_code == 403 and in_words):
                wrong.append((method.upper(), route.name, answer.status_code))
    assert not wrong, f"{role} reaches what the table of roles keeps from them: {wrong}"


@pytest.mark.parametrize("role", ["stranger", "portal"])
def test_who_is_not_of_the_firm_is_asked_to_sign_in(stage, role):
    wrong = []
    for route in GUARDED:
        for method in METHODS:
            answer = stage.ask(role, method, route, stage.own)
            asked = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
            if not asked and answer.status_code != 405:
                wrong.append((method.upper(), route.name, answer.status_code))
    assert not wrong, f"A {role} reaches pages of the firm: {wrong}"


@pytest.mark.parametrize("route", [route for route in GUARDED if route in NAMING], ids=_ids([r for r in GUARDED if r in NAMING]))
def test_foreign_and_unseen_answer_as_absent(stage, route):
    for role in STAFF:
        if not stage.may(role, route):
            continue
        hidden = [stage.foreign]
        if role == "narrowed" and set(route.parameters) & OF_A_CLIENT:
            hidden.append(stage.unseen)
        if role != "owner" and set(route.parameters) & OF_A_PERSON:
            hidden.append(stage.own)
        for method in METHODS:
            nothing = stage.ask(role, method, route, stage.absent)
            for side in hidden:
                answer = stage.ask(role, method, route, side)
                assert (answer.status_code, seen(answer)) == (nothing.status_code, seen(nothing)), (role, method, side.name)
            assert nothing.status_code in (302, 404, 405), (role, method, nothing.status_code)


@pytest.mark.parametrize("route", [r for r in NAMING if r.act], ids=_ids([r for r in NAMING if r.act]))
def test_one_foreign_part_is_enough_to_hide_the_whole(stage, route):
    """An address with two ids checks both: a letter of one's own with a file of another firm."""
    named = [name for name in route.parameters if name not in NAMELESS]
    if len(named) == 1:
        named = []
    for name in named:
        for method in METHODS:
            mixed = {**stage.own.fill(route), name: stage.foreign.fill(route)[name]}
            empty = {**stage.own.fill(route), name: stage.absent.fill(route)[name]}
            answer, nothing = stage.ask("owner", method, route, mixed), stage.ask("owner", method, route, empty)
            assert (answer.status_code, seen(answer)) == (nothing.status_code, seen(nothing)), (method, name)
            assert nothing.status_code in (302, 404, 405), (method, name)


@pytest.mark.parametrize("route", [r for r in NAMING if r.act], ids=_ids([r for r in NAMING if r.act]))
def test_ones_own_is_there(stage, route):
    """The control: with an own object the same address is found, so a 404 above is about whose it is."""
    if set(route.parameters) & {"pk", "row_id"}:
        return
    with undone():
        if route.name in AFTER:
            before = next(each for each in routes() if each.name == AFTER[route.name])
            stage.browsers["owner"].post(before.path(stage.own.fill(before)))
        body = BODIES.get(route.name, lambda side: {})(stage.own)
        statuses = {method: stage.ask("owner", method, route, stage.own, **body).status_code for method in METHODS}
    assert set(statuses.values()) - {404, 405}, statuses


@pytest.mark.parametrize("route", [r for r in OPEN if r in NAMING], ids=_ids([r for r in OPEN if r in NAMING]))
def test_a_client_sees_their_own_alone(stage, route):
    """In the portal another client's paper, another firm's, and one that never was answer alike."""
    for method in METHODS:
        nothing = stage.ask("portal", method, route, stage.absent)
        assert nothing.status_code in (404, 405), method
        for side in (stage.unseen, stage.foreign):
            answer = stage.ask("portal", method, route, side)
            assert (answer.status_code, seen(answer)) == (nothing.status_code, seen(nothing)), (method, side.name)
    found = {method: stage.ask("portal", method, route, stage.own).status_code for method in METHODS}
    assert set(found.values()) - {404, 405}, found


def test_without_a_key_the_portal_is_closed_alike(stage):
    """A member of the firm is no client: staff cookies open no page of the portal (T10)."""
    for route in OPEN:
        if not route.is_portal:
            continue
        for role in ("stranger", "owner"):
            own, nothing = (stage.ask(role, "get", route, side) for side in (stage.own, stage.absent))
            assert (own.status_code, seen(own)) == (nothing.status_code, seen(nothing)), (role, route.name)
            assert own.status_code in (404, 405) or not route.parameters, (role, route.name)
            assert b"Acme" not in seen(own), (role, route.name)
