"""Pages of the sign-in that allauth does not have: who has no place, and the one-time link."""

from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.workspace.journal import record
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.models import Member, SignInLink, User

from ..events import SignedInByLink
from .link import find_link
from .look import firm_look

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def no_place(request: HttpRequest) -> HttpResponse:
    """Say that this account has no place in a firm, or none any more."""
    return render(request, "office/no_place.html", firm_look(), status=403)


@open_door("a one-time sign-in link")
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows whose link this is and a button; POST signs in and spends it."""
    link = find_link(token)
    if link is None:
        raise Http404
    if request.method == "POST":
        return _spend(request, link)
    return render(request, "office/sign_in_link.html", {**firm_look(), "person": link.user})


def _spend(request: HttpRequest, link: SignInLink) -> HttpResponse:
    with transaction.atomic():
        if not link.spend():
            raise Http404
        for member in Member.objects.filter(user=link.user, disabled_at=None).select_related("user"):
            record(SignedInByLink, workspace_id=member.workspace_id, about=member, person=str(link.user))
    enter(request, link.user, "link")
    return redirect("/" if has_credential(link.user) else "office:account")


def enter(request: HttpRequest, user: User, method: str) -> None:
    """Open a fresh session for a person who has proved who they are by `method`."""
    from allauth.account.internal.flows.login import record_authentication

    from .limiting import forget_guesses

    login(request, user, backend=BACKEND)
    # Fresh proof: for 15 minutes the account page asks for no other.
    record_authentication(request, user, method=method, reauthenticated=True)
    forget_guesses(user)


def has_credential(user: User) -> bool:
    """Tell whether a person can sign in by themselves: by password or passkey."""
    from allauth.mfa.models import Authenticator

    return user.has_usable_password() or Authenticator.objects.filter(user=user, type="webauthn").exists()
