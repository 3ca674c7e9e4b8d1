"""Visitor: who looks at the portal, proved anew by the key on every request. Never a member of the firm's staff."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Forbidden
from clientkeep.foundation.ui.reading import Reading, reading_as
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from .key import PortalKey

COOKIE = "ck_portal"
SALT = "clientkeep.portal"
AGREES = {"primary", "decision_maker", "approver"}
PAYS = {"primary", "decision_maker", "billing"}


@dataclass(frozen=True)
class Visitor:
    """A person on the client's side, or a member of the staff who looks as the client and may do nothing.

    `kept` holds what several parts of one page ask for, by name: a visitor lives as long as a request.
    """

    workspace: Workspace
    client: Client
    contact: Contact | None = None
    document_id: Any = None
    looking: bool = False
    key_id: Any = None
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> str:
        return str(self.contact) if self.contact else self.client.name

    @property
    def actor(self) -> Actor:
        """The author of events: the contact, or the client where the link names nobody."""
        return Actor("contact", self.contact.pk if self.contact else None, self.name)

    @property
    def may_agree(self) -> bool:
        return self._has(AGREES)

    @property
    def may_pay(self) -> bool:
        return self._has(PAYS)

    @property
    def sees_all(self) -> bool:
        """Whether the whole portal is open, or one document alone."""
        return self.document_id is None

    def require(self, allowed: bool) -> None:
        """Raise Forbidden, in words, where this visitor may only look."""
        if self.looking:
            raise Forbidden("You are looking as the client. Only the client can do this.")
        if not allowed:
            raise Forbidden("Your link lets you read this. Ask a colleague who may decide, or the firm.")

    def documents(self) -> Any:
        """The documents this visitor may see: issued, not void, of this client; or the one of the link."""
        mine = Document.objects.filter(workspace=self.workspace, client=self.client).shown_to_client()
        mine = mine.exclude(role="opening").select_related("workspace", "client", "source")
        return mine if self.sees_all else mine.filter(pk__in=self._of_link())

    def heir_of(self, document_id: Any) -> Document | None:
        """The version that replaced a document of this client which the visitor may know of, or None."""
        if not self.sees_all and document_id not in self._of_link():
            return None
        mine = Document.objects.filter(workspace=self.workspace, client=self.client, state="void")
        old = mine.exclude(role="opening").filter(pk=document_id).first()
        heir = old.heir if old else None
        while heir is not None and heir.state == "void" and heir.heir is not None:
            heir = heir.heir
        return heir if heir is not None and heir.state != "void" else None

    def _of_link(self) -> list[Any]:
        """The document of a link that opens one alone, and the versions that replaced it."""
        known, newest = [self.document_id], Document.objects.filter(pk=self.document_id, client=self.client).first()
        while newest is not None and newest.state == "void" and (newest := newest.heir) is not None:
            known.append(newest.pk)
        return known

    def _has(self, roles: set[str]) -> bool:
        if self.contact is None:
            return True
        return not self.contact.roles or bool(roles & set(self.contact.roles))


def let_in(answer: HttpResponse, key: PortalKey, secure: bool) -> HttpResponse:
    """Hand out the portal's own cookie, which names the key and nothing else."""
    value = signing.dumps(str(key.pk), salt=SALT)
    answer.set_cookie(COOKIE, value, max_age=60 * 60 * 24 * 180, httponly=True, samesite="Lax", secure=secure)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def visitor_of(request: HttpRequest) -> Visitor | None:
    """Return who is looking by the portal's cookie, read anew; None for a key that ended, or none at all."""
    try:
        key_id = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        return None
    key = PortalKey.objects.alive().select_related("client__workspace", "contact").filter(pk=key_id).first()
    if key is None or key.purpose not in ("document", "portal"):
        return None
    _note_seen(key)
    return Visitor(
        key.client.workspace, key.client, key.contact, None if key.contact else key.document_id, key_id=key.pk
    )


def portal_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view run for a visitor, found as `request.visitor`; all others get the page that offers a new link."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.visitor = visitor_of(request)
        if request.visitor is None:
            return no_way_in(request)
        return shown_to(request, view, *args, **kwargs)

    guarded.act, guarded.open_because = None, "clients come in by their own key"
    return guarded


def shown_to(request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, **kwargs: Any) -> HttpResponse:
    """Run a view for `request.visitor` in the firm's locale; nothing of it is kept by browsers."""
    firm = request.visitor.workspace
    with reading_as(Reading(firm.locale.replace("-", "_"), firm.currency, firm.time_zone)):
        try:
            answer = view(request, *args, **kwargs)
        except Http404:
            return no_way_in(request)
    answer["Cache-Control"] = "private, no-store"
    return answer


def no_way_in(request: HttpRequest) -> HttpResponse:
    """The one page for every address that does not open: never existed, ended, or somebody else's."""
    answer = render(request, "portal/closed.html", status=404)
    answer["Referrer-Policy"], answer["Cache-Control"] = "no-referrer", "private, no-store"
    return answer


def _note_seen(key: PortalKey) -> None:
    """A last-seen time, at most once in ten minutes."""
    now = clock.now()
    if key.seen_at is None or (now - key.seen_at).total_seconds() > 600:
        PortalKey.objects.filter(pk=key.pk).update(seen_at=now)
