"""Your account: name, e-mail, password, passkeys, second factor, sessions."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from ..refusing import tried
from ..settings_pages import pages_for
from ..sign_in.changes import note_change
from ..sign_in.letters import code_can_leave
from ..sign_in.limiting import count_guess, limited
from . import email_change
from .forms import CodeForm, EmailForm, NameForm, PasswordForm


@staff("account.own")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show what one signs in with, and change the name."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        say(request, "Kept.")
        return redirect("office:account")
    keys = Authenticator.objects.filter(user=request.user)
    context = {
        "form": form,
        "passkeys": [key for key in keys if key.type == Authenticator.Type.WEBAUTHN],
        "app": next((key for key in keys if key.type == Authenticator.Type.TOTP), None),
        "has_codes": any(key.type == Authenticator.Type.RECOVERY_CODES for key in keys),
        "has_password": request.user.has_usable_password(),
        "sessions": UserSession.objects.filter(user=request.user).count(),
        "in_settings": bool(pages_for(request.acting)),
    }
    return render(request, "office/account/account.html", context, status=422 if form.errors else 200)


@staff("account.own")
@require_http_methods(["GET", "POST"])
@limited()
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password. Who came by code, link or passkey within 15 minutes need not know the old one."""
    ask = request.user.has_usable_password() and not _proved_just_now(request)
    form = PasswordForm(request.user, ask, request.POST or None)
    if request.method == "POST":
        if ask:
            count_guess("password", request.user.email)
        if form.is_valid():
            request.user.set_password(form.cleaned_data["new"])
            request.user.save(update_fields=["password"])
            update_session_auth_hash(request, request.user)  # the other sessions end
            note_change(request.user, "The password was changed")
            say(request, "Your password is changed. Your other sessions have ended.")
            return redirect("office:account")
    return render(request, "office/account/password.html", {"form": form}, status=422 if form.errors else 200)


def _proved_just_now(request: HttpRequest) -> bool:
    from allauth.account.internal.flows.login import get_authentication_records

    from ..sign_in.proof import is_fresh

    return any(is_fresh(entry) for entry in get_authentication_records(request, request.user))


@staff("account.own")
@require_http_methods(["GET", "POST"])
@limited()
def email(request: HttpRequest) -> HttpResponse:
    """Ask for a new address and send a code there."""
    if not did_recently_reauthenticate(request):
        from allauth.core.exceptions import ReauthenticationRequired

        raise ReauthenticationRequired
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ = tried(form, email_change.begin, request, form.cleaned_data["email"])
        if done:
            return redirect("office:confirm_email")
    context = {"form": form, "mail_is_set": code_can_leave(request.acting.workspace)}
    return render(request, "office/account/email.html", context, status=422 if form.errors else 200)


@staff("account.own")
@require_http_methods(["GET", "POST"])
@limited()
def confirm_email(request: HttpRequest) -> HttpResponse:
    """Take the code that was mailed to the new address."""
    waiting = email_change.pending(request)
    if waiting is None:
        return redirect("account_email")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ = tried(form, email_change.finish, request, form.cleaned_data["code"])
        if done:
            say(request, f"You sign in with {waiting} from now on.")
            return redirect("office:account")
    context = {"form": form, "waiting": waiting, "mail_is_set": code_can_leave(request.acting.workspace)}
    return render(request, "office/account/confirm_email.html", context, status=422 if form.errors else 200)


@staff("account.own")
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """List where this person is signed in."""
    current = request.session.session_key
    return render(request, "office/account/sessions.html", {"sessions": _living(request), "current": current})


def _living(request: HttpRequest) -> list[UserSession]:
    from django.contrib.sessions.models import Session

    rows = list(UserSession.objects.filter(user=request.user).order_by("-last_seen_at"))
    alive = set(Session.objects.filter(pk__in=[row.session_key for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row.session_key in alive]


@staff("account.own")
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one session of one's own."""
    found = UserSession.objects.filter(user=request.user, pk=session_id).first()
    if found is None:
        raise Http404
    found.end()
    say(request, "That session has ended.")
    return redirect("usersessions_list")


@staff("account.own")
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    for found in UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key):
        found.end()
    say(request, "All other sessions have ended.")
    return redirect("usersessions_list")
