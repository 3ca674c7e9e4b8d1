"""How do clients pay you? Bank details on paper, and cards through the firm's own account at a provider."""

import datetime as dt
import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.limits import count_attempt

from . import setting_up
from .jobs import reconcile_account
from .model import GatewayAccount

TRIES, HOUR = 20, dt.timedelta(hours=1)
SLUG = "stripe"


class KeysForm(forms.Form):
    """Keys are written, never shown."""

    secret_key = forms.CharField(
        label="Secret key", max_length=300,
        widget=forms.PasswordInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text="In Stripe: Developers, API keys. It starts with sk_test_ or sk_live_; the mode is read from it.",
    )  # fmt: skip


class SigningForm(forms.Form):
    """The signing secret is written, never shown."""

    webhook_secret = forms.CharField(
        label="Signing secret", max_length=300,
        widget=forms.PasswordInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text="Stripe shows it on the endpoint's page. It starts with whsec_.",
    )  # fmt: skip


@staff("settings.money")
@require_http_methods(["GET", "POST"])
def payment_settings(request: HttpRequest) -> HttpResponse:
    """Show how clients pay; a POST keeps a secret key after the provider has taken it."""
    if request.method == "GET":
        return _page(request, KeysForm())
    _limit(request)
    form = KeysForm(request.POST)
    if form.is_valid():
        try:
            account = setting_up.set_keys(request.acting.workspace, SLUG, request.acting.actor, form.cleaned_data)
        except Refusal as refusal:
            form.add_error("secret_key", refusal.message)
        else:
            made = setting_up.listen_if_public(account, request.acting.actor)
            say(request, _saved(account, made))
            return redirect("billing:payment_settings")
    return _page(request, form, status=422)


@staff("settings.money")
@require_POST
def signing_secret(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Keep the signing secret of a webhook that was set up by hand."""
    account, form = _account(request, account_id), SigningForm(request.POST)
    if form.is_valid():
        try:
            setting_up.set_webhook_secret(account, request.acting.actor, form.cleaned_data["webhook_secret"])
            say(request, f"{account.label} can report to us now.")
            return redirect("billing:payment_settings")
        except Refusal as refusal:
            form.add_error("webhook_secret", refusal.message)
    return _page(request, KeysForm(), status=422, signing={account.pk: form})


@staff("settings.money")
@require_POST
def test_keys(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Ask the provider whose keys these are; where it may, let it report to us."""
    _limit(request)
    account = _account(request, account_id)
    try:
        setting_up.try_keys(account)
        setting_up.listen_if_public(account, request.acting.actor)
        reconcile_account.enqueue(str(account.pk))
        words = f"the account of {account.account_name}" if account.account_name else "your account"
        outcome = {"meaning": "good", "sign": "check", "title": "It works.", "words": f"The key opens {words}."}
        if not account.can_charge:
            outcome = {"meaning": "late", "sign": "triangle-alert", "title": "Almost.",
                       "words": "The key is right, but Stripe does not let this account charge yet. Finish its set-up there."}  # fmt: skip
    except Refusal as refusal:
        outcome = {"meaning": "broken", "sign": "octagon-x", "title": "It does not work.", "words": refusal.message}
    return _page(request, KeysForm(), status=422 if outcome["meaning"] == "broken" else 200, outcome=outcome)


@staff("settings.money")
@require_POST
def choose_mode(request: HttpRequest) -> HttpResponse:
    """Let clients pay in live mode, in test mode, or not by card."""
    mode = request.POST.get("mode", "")
    if mode not in ("", "test", "live"):
        raise Http404
    setting_up.use(request.acting.workspace, mode, request.acting.actor)
    words = {"live": "Clients pay with real money now.", "test": "Test mode: no real money moves.", "": "The pay button is gone."}
    say(request, words[mode])
    return redirect("billing:payment_settings")


@staff("settings.money")
@require_POST
def forget_keys(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Remove the keys of one mode."""
    account = _account(request, account_id)
    setting_up.forget_keys(account, request.acting.actor)
    say(request, f"The {account.mode} keys are removed.")
    return redirect("billing:payment_settings")


def _page(
    request: HttpRequest, form: KeysForm, status: int = 200, outcome: dict | None = None, signing: dict | None = None
) -> HttpResponse:
    workspace = request.acting.workspace
    rows = GatewayAccount.objects.filter(workspace=workspace).exclude(sealed="").order_by("-mode")
    accounts = [
        {
            "account": row,
            "hook_url": setting_up.webhook_url(row),
            "reachable": setting_up.is_reachable(row),
            "signing": (signing or {}).get(row.pk) or SigningForm(prefix=None, auto_id=f"id_{row.mode}_%s"),
        }
        for row in rows
        if row.gateway
    ]
    context = {
        "form": form,
        "accounts": accounts,
        "in_use": next((row["account"] for row in accounts if row["account"].in_use), None),
        "outcome": outcome,
        "firm": workspace,
        "demo_words": setting_up.DEMO if workspace.is_demo else "",
    }
    answer = render(request, "billing/settings/payments.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _saved(account: GatewayAccount, made: bool) -> str:
    words = f"The {account.mode} key works and is kept."
    if made:
        return f"{words} {account.label} reports to us by itself."
    return words if account.hears else f"{words} One thing is left: the signing secret, below."


def _limit(request: HttpRequest) -> None:
    count_attempt("payments.keys", str(request.acting.workspace.pk), TRIES, HOUR)


def _account(request: HttpRequest, account_id: uuid.UUID) -> GatewayAccount:
    rows = GatewayAccount.objects.filter(workspace=request.acting.workspace, pk=account_id).exclude(sealed="")
    found = rows.select_related("workspace").first()
    if found is None:
        raise Http404
    return found
