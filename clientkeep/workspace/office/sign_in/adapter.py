"""How allauth behaves here: sign-up closed, letters through our outbox, limits in the database, local redirects only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.limits import forget_attempts
from clientkeep.workspace.members.models import User

from . import letters
from .changes import note_change
from .limiting import count_guess, forget_guesses

WORDS = {
    "mfa/email/totp_activated": "An authenticator app was set up",
    "mfa/email/totp_deactivated": "The authenticator app was removed",
    "mfa/email/recovery_codes_generated": "New recovery codes were made",
    "mfa/email/webauthn_added": "A passkey was added",
    "mfa/email/webauthn_removed": "A passkey was removed",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This e-mail and password do not belong together.",
        "incorrect_code": "This is not the code of the letter. Compare it once more.",
        "incorrect_password": "This is not your password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the first person comes by the first run, all others by invitation."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this server is gone to after a sign-in, never another site."""
        local = bool(url) and url.startswith("/") and not url.startswith("//")
        return local and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        count_guess("password", credentials.get("email") or "")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        if user:
            forget_attempts("password", user.email)
        return user

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """Turn away whoever has no place in a firm (any more)."""
        if user.is_active and letters.home_of(user):
            return None
        from allauth.account.internal.stagekit import clear_login

        from .views import no_place

        clear_login(request)
        return no_place(request)

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        forget_guesses(user)
        return super().post_login(request, user, **options)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **options: Any) -> None:
        """Pages say in their own words what happened; allauth's lines are said only where they are refusals."""
        from django.contrib import messages

        if level >= messages.ERROR:
            super().add_message(request, level, *args, **options)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write the letter with a code; allauth sends no other letter here."""
        if template_prefix != "account/email/login_code":
            raise ValueError(f"no letter is written for {template_prefix}")
        user = User.objects.get(email=email.strip().lower())
        workspace = letters.home_of(user)
        if workspace is not None:
            letters.write_code(workspace, (user.email, user.name), context["code"])

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict | None = None, email: str | None = None
    ) -> None:
        """Tell the person, and the journal, that a way to sign in has changed."""
        note_change(user, WORDS[template_prefix])
