"""Sign-in links for the command line: the way back in for whoever sits at the machine."""

from allauth.mfa.models import Authenticator
from django.urls import reverse

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.members.address import public_url
from clientkeep.workspace.members.models import Member, SignInLink, User


def make_link(who: User | str | None = None, base: str | None = None) -> str:
    """Return the address of a fresh one-time sign-in link; it lives 30 minutes and ends all earlier ones.

    `who` is a person or an e-mail; without it the link is for the first owner. `base` is the address to begin with, such as
    http://localhost:8000. Raises Invalid where nobody has that address, or where no firm exists yet.
    """
    return sign_in_url(who if isinstance(who, User) else _person(who), base)


def sign_in_url(user: User, base: str | None = None) -> str:
    """Return a fresh one-time sign-in address for this person."""
    path = reverse("office:sign_in_link", args=[SignInLink.issue(user)])
    return (base or public_url(None)).rstrip("/") + path


def anybody_can_sign_in() -> bool:
    """Tell whether somebody has a credential of their own, a password or a passkey."""
    people = User.objects.filter(memberships__disabled_at=None)
    with_password = people.exclude(password="").exclude(password__startswith="!")  # noqa: S106
    return with_password.exists() or Authenticator.objects.filter(type="webauthn", user__in=people).exists()


def _person(email: str | None) -> User:
    places = Member.objects.filter(disabled_at=None).select_related("user").order_by("created_at")
    wanted = places.filter(user__email=email.strip().lower()) if email else places.filter(role="owner")
    if (member := wanted.first()) is None:
        raise Invalid(
            f"Nobody with access has the address {email}." if email else "No firm yet: open the start page.", "email"
        )
    return member.user
