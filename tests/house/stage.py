"""The stage: the cast with one of everything for each side, and a browser for each role, set up once a module."""

import re
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client as Browser

from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.members.models import Member
from tests.cast import Cast, gather
from tests.house.objects import Side, absent, side_of
from tests.house.urls import Route

STAFF = ("owner", "admin", "member", "narrowed", "accountant")
ROLES = (*STAFF, "stranger", "portal")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_CHANGING = re.compile(
    rb'name="(?:csrfmiddlewaretoken|form_token)" value="[^"]*"|nonce="[^"]*"|X-CSRFToken[^}]*}|[0-9a-f]{8}-[0-9a-f-]{27}'
)


@dataclass
class Stage:
    """Everybody and everything. `browsers` are signed in by role."""

    cast: Cast
    people: dict[str, Member]
    browsers: dict[str, Browser]
    own: Side
    unseen: Side
    foreign: Side
    absent: Side

    def ask(self, role: str, method: str, route: Route, side: Side | dict[str, Any], **body: Any) -> HttpResponseBase:
        """Ask one address as one role and undo whatever that did."""
        values = side.fill(route) if isinstance(side, Side) else side
        browser = self.browsers[role]
        kept = deepcopy(browser.cookies)
        with undone():
            answer = getattr(browser, method)(route.path(values), body or None)
            if answer.streaming:
                answer.content_seen = b"".join(answer.streaming_content)
        browser.cookies = kept
        return answer

    def may(self, role: str, route: Route) -> bool:
        """Whether the table of roles lets this role reach the address."""
        return role in self.people and self.people[role].may(route.act)


def set_up() -> Stage:
    """Put the stage on record."""
    cast = gather()
    people = {"owner": cast.olivia, "admin": cast.adam, "member": cast.theo, "narrowed": cast.mia, "accountant": cast.carla}
    unseen = side_of("unseen", cast, cast.bloom, cast.ben, cast.theo, cast.olivia)
    own = side_of("own", cast, cast.acme, cast.jo, cast.theo, cast.olivia)
    foreign = side_of("foreign", cast, cast.zephyr, cast.zoe, cast.sid, cast.sid)
    browsers = {role: _signed_in(member) for role, member in people.items()} | {"stranger": _browser()}
    browsers["portal"] = _browser()
    assert browsers["portal"].get(new_link(cast.acme, cast.jo)).status_code == 302
    return Stage(cast, people, browsers, own, unseen, foreign, absent())


@contextmanager
def undone():
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def seen(answer: HttpResponseBase) -> bytes:
    """The body, without what differs from one answer to the next: tokens, nonces, ids."""
    body = getattr(answer, "content_seen", None) or answer.content
    return _CHANGING.sub(b"", body)


def _browser() -> Browser:
    return Browser(raise_request_exception=False)


def _signed_in(member: Member) -> Browser:
    browser = _browser()
    browser.force_login(member.user, backend=BACKEND)
    browser.get("/settings/account/")
    return browser
