"""The sign-in's addresses. Each view is named here one by one, so that none of allauth's is reachable by accident."""

from allauth.account import views as account
from allauth.account.internal.stagekit import unstash_login
from allauth.mfa.base import views as second_factor
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest
from django.urls import path

from clientkeep.workspace.members.gate import open_door, staff

from .limiting import limited
from .pages import for_strangers


def _typed_email(request: HttpRequest) -> tuple[str, str]:
    return "code-letter", request.POST.get("email", "")


def _waiting_for_code(request: HttpRequest) -> tuple[str, str] | None:
    login = unstash_login(request, peek=True)
    return ("code", login.email) if login and login.email else None


def _waiting_for_second_factor(request: HttpRequest) -> tuple[str, str] | None:
    login = unstash_login(request, peek=True)
    return ("second-factor", str(login.user.pk)) if login and login.user and "code" in request.POST else None


def _the_person(request: HttpRequest) -> tuple[str, str] | None:
    return ("second-factor", str(request.user.pk)) if "code" in request.POST else None


def _door(view, whose=None):
    return open_door("sign-in")(for_strangers(limited(whose)(view)))


urlpatterns = [
    path("sign-in/", _door(account.login), name="account_login"),
    path("sign-in/code/", _door(account.request_login_code, _typed_email), name="account_request_login_code"),
    path(
        "sign-in/code/confirm/",
        _door(account.confirm_login_code, _waiting_for_code),
        name="account_confirm_login_code",
    ),
    path("sign-in/passkey/", _door(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(
        "sign-in/second-factor/", _door(second_factor.authenticate, _waiting_for_second_factor), name="mfa_authenticate"
    ),
    path("sign-out/", open_door("sign-in")(account.logout), name="account_logout"),
    path("confirm/", staff("account.own")(limited()(account.reauthenticate)), name="account_reauthenticate"),
    path(
        "confirm/code/",
        staff("account.own")(limited(_the_person)(second_factor.reauthenticate)),
        name="mfa_reauthenticate",
    ),
    path(
        "confirm/passkey/",
        staff("account.own")(limited()(passkeys.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
]
