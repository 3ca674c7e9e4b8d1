"""The ways in: a link, a one-time link with its button, a mailed code."""

import datetime as dt
import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clientkeep.foundation.errors import TooMany
from clientkeep.foundation.sealing import seal
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.limits import count_attempt

from .key import PortalKey
from .look import worn_by
from .slots import LANDINGS
from .visitor import COOKIE, let_in, no_way_in

HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
MISSES_A_MINUTE = 20
ASKS_AN_HOUR = 3
ASKING = "ck_asking"


@open_door("a client's link, which says who comes")
@require_safe
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Swap a link for the portal's cookie. No record changes: mail scanners open every link."""
    key = PortalKey.opened_by(secret, ("document", "portal"))
    if key is None:
        return _missed(request)
    shown = key.document if key.document and key.document.state not in ("draft", "void") else None
    target = redirect("portal:document", shown.pk) if shown else redirect("portal:start")
    if key.contact is None and shown is None:
        return _missed(request)
    if key.contact:
        landing = _landing(request, key)
        target = redirect(landing) if landing else target
    return let_in(target, key, request.is_secure())


def _landing(request: HttpRequest, key: PortalKey) -> str | None:
    """The page that a letter's link leads to: a conversation, a recap, an update."""
    known = LANDINGS.keys()
    name = next((name for name in known if name in request.GET), None)
    try:
        return LANDINGS[name](key.client, uuid.UUID(request.GET[name])) if name else None
    except ValueError:
        return None


@open_door("a one-time link, spent by its button")
@require_http_methods(["GET", "POST"])
def by_button(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button; the button spends the link."""
    key = PortalKey.opened_by(secret, ("sign_in",))
    if key is None:
        return _missed(request)
    if request.method == "POST":
        lasting = key.spend()
        return let_in(redirect("portal:start"), lasting, request.is_secure()) if lasting else _missed(request)
    answer = render(request, "portal/button.html", {**worn_by(key.workspace), "contact": key.contact})
    answer["Referrer-Policy"], answer["Cache-Control"] = "no-referrer", "private, no-store"
    return answer


@open_door("clients ask for a new link or a code here")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Mail a link or a code to an address that is a contact's; the answer is the same for every address."""
    if request.method != "POST":
        return render(request, "portal/ask.html")
    email = request.POST.get("email", "").strip().lower()[:254]
    if "@" not in email:
        return render(request, "portal/ask.html", {"error": "Enter your e-mail address.", "email": email}, status=422)
    wants_code = request.POST.get("way") == "code"
    try:
        count_attempt("portal.ask.address", client_address(request), 50, HOUR)
        count_attempt("portal.ask", email, ASKS_AN_HOUR, HOUR)
    except TooMany as limit:
        return _wait(request, limit)
    asked = [_write(contact, wants_code) for contact in _contacts(email)]
    answer = redirect("portal:code") if wants_code else render(request, "portal/asked.html", {"email": email})
    if wants_code:
        # A stranger's address gets a cookie too, which names nothing, so that both answers look alike.
        answer.set_signed_cookie(
            ASKING, str(asked[0] if asked else uuid.uuid4()), salt=ASKING, max_age=900, httponly=True
        )
    return answer


@open_door("clients enter their mailed code here")
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Take a mailed code."""
    if request.method != "POST":
        return render(request, "portal/code.html")
    try:
        count_attempt("portal.code", client_address(request), 20, dt.timedelta(minutes=15))
    except TooMany as limit:
        return _wait(request, limit)
    key_id = request.get_signed_cookie(ASKING, default="", salt=ASKING, max_age=900)
    key = PortalKey.objects.alive().filter(pk=key_id or None, purpose="code", used_at=None).first()
    lasting = key.try_code("".join(filter(str.isdigit, request.POST.get("code", "")))) if key else None
    if lasting is None:
        words = "This code does not open the portal. Look at the newest mail, or ask for another code."
        return render(request, "portal/code.html", {"error": words}, status=422)
    return let_in(redirect("portal:start"), lasting, request.is_secure())


@open_door("leaving the portal")
@require_http_methods(["POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the portal on this device."""
    answer = redirect("portal:ask")
    answer.delete_cookie(COOKIE)
    return answer


def _contacts(email: str) -> list[Contact]:
    people = Contact.objects.filter(email__iexact=email, removed_at=None, client__archived_at=None)
    return list(people.select_related("client", "workspace")[:5])


def _write(contact: Contact, wants_code: bool) -> uuid.UUID | None:
    firm = contact.workspace
    slug = "sign_in_code" if wants_code else "portal_link"
    values = {
        "contact": first_name(contact.name),
        "client": contact.client.name,
        "firm": firm.name,
        "sender": firm.name,
    }
    words = wording.filled(firm, slug, values)
    with transaction.atomic():
        key_id, link = None, {"kind": "portal_sign_in", "contact": str(contact.pk)}
        if wants_code:
            key, code = PortalKey.make_code(contact)
            key_id, link = key.pk, {"kind": "sign_in_code", "sealed": seal(code)}
        outbox.write(
            firm, f"portal:{uuid.uuid4()}", "sign_in" if wants_code else "portal", contact.email, contact.name,
            words.subject, words.text, client_id=contact.client_id, link=link, button=wording.button_of(slug),
        )  # fmt: skip
    return key_id


def _missed(request: HttpRequest) -> HttpResponse:
    try:
        count_attempt("portal.miss", client_address(request), MISSES_A_MINUTE, MINUTE)
    except TooMany as limit:
        return _wait(request, limit)
    return no_way_in(request)


def _wait(request: HttpRequest, limit: TooMany) -> HttpResponse:
    answer = render(request, "portal/closed.html", {"wait": limit.message}, status=429)
    answer["Retry-After"] = str(limit.retry_after)
    return answer
