"""The account's addresses that allauth's views go by name; the others are in office/urls.py."""

from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from clientkeep.workspace.members.gate import staff

from ..sign_in.limiting import limited
from . import views

BASE = "settings/account/"


def _own(view):
    return staff("account.own")(limited()(view))


urlpatterns = [
    path(BASE + "email/", views.email, name="account_email"),
    path(BASE + "sessions/", views.sessions, name="usersessions_list"),
    path(BASE + "second-factor/", _own(RedirectView.as_view(pattern_name="office:account")), name="mfa_index"),
    path(BASE + "second-factor/app/", _own(app.activate_totp), name="mfa_activate_totp"),
    path(BASE + "second-factor/app/remove/", _own(app.deactivate_totp), name="mfa_deactivate_totp"),
    path(BASE + "recovery-codes/", _own(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        BASE + "recovery-codes/new/", _own(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(BASE + "passkeys/", _own(RedirectView.as_view(pattern_name="office:account")), name="mfa_list_webauthn"),
    path(BASE + "passkeys/new/", _own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(BASE + "passkeys/<int:pk>/name/", _own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(BASE + "passkeys/<int:pk>/remove/", _own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]
