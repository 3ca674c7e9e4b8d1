"""Keys of a provider: checked, tried, sealed, and where possible the provider is told where to report."""

import logging
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.address import absolute
from clientkeep.workspace.members.models import Workspace

from .. import events
from . import find_gateway
from .model import UNFINISHED, GatewayAccount
from .protocol import Credentials, CredentialsRejected, GatewayError

log = logging.getLogger("clientkeep.gateways")
DEMO = "The demo firm takes no money. Start your own firm to set your keys."


def set_keys(workspace: Workspace, slug: str, by: Actor, keys: dict[str, str]) -> GatewayAccount:
    """Keep the keys of one mode after the provider has taken them; what is left empty stays as it was.

    Raises Invalid naming the field: a key of the wrong form, one that the provider does not know, or one of
    another account while payments of the old one are unfinished.
    """
    if workspace.is_demo:
        raise Conflict(DEMO, "secret_key")
    gateway = find_gateway(slug)
    given = {name: text.strip() for name, text in keys.items() if text.strip()}
    if gateway is None or "secret_key" not in given:
        raise Invalid("Paste the secret key.", "secret_key")
    gateway.check_settings(given)
    connection = gateway.connect(given)
    tested = _tried(connection)
    mode = "live" if connection.livemode else "test"
    with transaction.atomic():
        account, _ = GatewayAccount.objects.select_for_update().get_or_create(
            workspace=workspace, slug=slug, mode=mode
        )
        _check_same(account, tested)
        account.seal_keys({**account.keys, **given})
        account.key_hint = f"…{given['secret_key'][-4:]}"
        _note_test(account, tested)
        account.in_use = account.in_use or not GatewayAccount.for_paying(workspace.pk)
        account.save()
        _announce(account, by, f"{account.label} keys, {mode} mode")
    return account


def set_webhook_secret(account: GatewayAccount, by: Actor, secret: str) -> None:
    """Keep the signing secret that a person copied; the one before it is taken for a while, too."""
    keys = account.keys
    fresh = {**keys, "webhook_secret": secret.strip()}
    if keys.get("webhook_secret") and keys["webhook_secret"] != fresh["webhook_secret"]:
        fresh["previous_webhook_secret"] = keys["webhook_secret"]
    if not secret.strip():
        raise Invalid("Paste the signing secret of the endpoint. It starts with whsec_.", "webhook_secret")
    account.gateway.check_settings(fresh)
    with transaction.atomic():
        account.seal_keys(fresh)
        account.save(update_fields=["sealed", "hears"])
        _announce(account, by, f"{account.label} signing secret, {account.mode} mode")


def try_keys(account: GatewayAccount) -> Credentials:
    """Ask the provider whose keys these are. Raises Invalid in words."""
    tested = _tried(account.connect())
    _note_test(account, tested)
    account.save(update_fields=["tested_at", "account_id", "account_name", "can_charge", "trouble"])
    return tested


def listen_if_public(account: GatewayAccount, by: Actor) -> bool:
    """Let the provider report to us, where it can reach us by https; False where a person has to set it up."""
    url = webhook_url(account)
    if account.hears or not url.startswith("https://"):
        return False
    try:
        endpoint = account.connect().listen_at(url)
    except GatewayError as problem:
        log.warning("no webhook made", extra={"account": str(account.pk), "error": str(problem)})
        return False
    with transaction.atomic():
        account.seal_keys({**account.keys, "webhook_secret": endpoint.secret})
        account.endpoint_id, account.endpoint_url = endpoint.provider_id, url
        account.save(update_fields=["sealed", "hears", "endpoint_id", "endpoint_url"])
        _announce(account, by, f"{account.label} reports to us, {account.mode} mode")
    return True


def use(workspace: Workspace, mode: str, by: Actor) -> None:
    """Let clients pay in this mode, or not at all (""). Raises Conflict where that mode has no keys."""
    with transaction.atomic():
        accounts = list(GatewayAccount.objects.select_for_update().filter(workspace=workspace).order_by("pk"))
        chosen = next((row for row in accounts if row.mode == mode and row.sealed), None)
        if mode and chosen is None:
            raise Conflict("Set the keys of this mode first.", "mode")
        GatewayAccount.objects.filter(workspace=workspace).update(in_use=False)
        if chosen:
            GatewayAccount.objects.filter(pk=chosen.pk).update(in_use=True)
        words = f"clients pay in {mode} mode" if mode else "clients do not pay by card"
        record(events.CardKeysChanged, workspace_id=workspace.pk, by=by, words=words)


def forget_keys(account: GatewayAccount, by: Actor) -> None:
    """Remove the keys. Raises Conflict while a payment through them is on its way."""
    if account.checkouts.filter(state="processing").exists():
        raise Conflict("A payment through these keys is on its way. Remove them when it has arrived.", "state")
    endpoint = account.endpoint_id
    try:
        if endpoint:
            account.connect().stop_listening(endpoint)
    except (GatewayError, Conflict) as problem:
        log.warning("webhook not removed", extra={"account": str(account.pk), "error": str(problem)})
    with transaction.atomic():
        account.seal_keys({})
        account.in_use, account.key_hint, account.trouble = False, "", ""
        account.endpoint_id, account.endpoint_url, account.tested_at = "", "", None
        account.save()
        account.checkouts.filter(state__in=UNFINISHED).update(state="expired", changed_at=clock.now())
        _announce(account, by, f"{account.label} keys removed, {account.mode} mode")


def webhook_url(account: GatewayAccount) -> str:
    """The address to which the provider reports."""
    return absolute(account.workspace, reverse("billing:stripe_hook", args=[account.webhook_token]))


def is_reachable(account: GatewayAccount) -> bool:
    """Tell whether the provider can reach that address: it is public, and over https."""
    return urlsplit(webhook_url(account)).scheme == "https"


def _tried(connection) -> Credentials:
    try:
        return connection.test_credentials()
    except CredentialsRejected as problem:
        raise Invalid(str(problem), "secret_key") from problem
    except GatewayError as problem:
        raise Invalid(str(problem), "secret_key") from problem


def _check_same(account: GatewayAccount, tested: Credentials) -> None:
    other = account.account_id and tested.account_id and account.account_id != tested.account_id
    if other and account.checkouts.filter(state__in=UNFINISHED).exists():
        raise Conflict(
            "This key is of another account, and payments through the old one are not finished. Try again tomorrow.",
            "secret_key",
        )
    if other:
        account.seal_keys({})
        account.endpoint_id = account.endpoint_url = ""


def _note_test(account: GatewayAccount, tested: Credentials) -> None:
    account.tested_at, account.trouble = clock.now(), ""
    account.account_id = tested.account_id or account.account_id
    account.account_name = (tested.account_name or account.account_name)[:200]
    account.can_charge = tested.can_charge


def _announce(account: GatewayAccount, by: Actor, words: str) -> None:
    record(events.CardKeysChanged, workspace_id=account.workspace_id, by=by, words=words)
