"""What gateways do in the background: apply messages, close what is settled otherwise, compare with the provider."""

import datetime as dt
import logging

from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from .checking_out import check_checkout, close_checkout
from .model import UNFINISHED, Checkout, GatewayAccount, ProviderEvent
from .protocol import Absent, Connection, GatewayError, Reading, Unreachable
from .settling import as_uuid, settle

log = logging.getLogger("clientkeep.gateways")
COMPARED_DAYS = 30
AT_ONCE = 200


def plan_event(event: ProviderEvent) -> None:
    """Enqueue a stored message, unless it waits already."""
    with fair_share(event.workspace_id):
        enqueue_once(apply_event, f"provider-event:{event.pk}", str(event.pk))


@task
def apply_event(event_id: str) -> None:
    """Read anew what a message is about, and settle it. Raises Unreachable, so that the queue tries again."""
    event = ProviderEvent.objects.select_related("account__workspace").filter(pk=event_id, state="stored").first()
    if event is None:
        return
    if not event.account.sealed:
        return event.settle("ignored", "The keys of this account were removed.")
    try:
        reading = _read(event, event.account.connect())
    except Absent:
        return event.settle("ignored", "The provider knows nothing of it under these keys.")
    if reading is None:
        return event.settle("ignored", "It is not about a payment.")
    outcome = settle(event.account, reading)
    event.settle(outcome.state, outcome.reason, outcome.stray)


@task
def close_unneeded(document_id: str) -> None:
    """Close the open checkouts of a document whose balance is no longer what they ask for."""
    rows = Checkout.objects.filter(document_id=document_id, state__in=("created", "open"))
    for checkout in rows.select_related("account__workspace", "document"):
        owed = checkout.document.balance_minor if checkout.document.state == "issued" else 0
        if checkout.amount_minor != owed:
            close_checkout(checkout)


@task
def reconcile_account(account_id: str) -> None:
    """Compare the provider's payments of the last 30 days with ours; what a lost message would have told is booked."""
    account = GatewayAccount.objects.select_related("workspace").exclude(sealed="").get(pk=account_id)
    try:
        seen = _settle_all(account)
    except (GatewayError, Refusal) as problem:
        GatewayAccount.objects.filter(pk=account.pk).update(trouble=str(problem)[:300])
        if isinstance(problem, Unreachable):
            raise
        return
    GatewayAccount.objects.filter(pk=account.pk).update(
        reconciled_at=clock.now(), trouble=_missing_there(account, seen)[:300]
    )


@every("7 * * * *")
def reconcile_accounts() -> None:
    """Each hour: every account whose keys are set, and messages that no job took."""
    for account in GatewayAccount.objects.exclude(sealed="").select_related("workspace"):
        if account.may_be_called and account.gateway:
            with fair_share(account.workspace_id):
                enqueue_once(reconcile_account, f"reconcile:{account.pk}", str(account.pk))
    for event in ProviderEvent.objects.filter(state="stored").order_by("received_at")[:AT_ONCE]:
        plan_event(event)


@every("*/5 * * * *")
def look_after_checkouts() -> None:
    """Every five minutes: ask what became of those that nobody came back from."""
    since = clock.now() - dt.timedelta(minutes=3)
    rows = Checkout.objects.filter(state__in=UNFINISHED, created_at__lt=since).order_by("changed_at")
    for checkout in rows.select_related("account__workspace")[:AT_ONCE]:
        if checkout.account.may_be_called and checkout.account.sealed:
            with fair_share(checkout.workspace_id):
                enqueue_once(look_after, f"checkout:{checkout.pk}", str(checkout.pk))


@task
def look_after(checkout_id: str) -> None:
    """Ask about one unfinished checkout; one that was never opened and is past its time is closed."""
    checkout = Checkout.objects.select_related("account__workspace").filter(pk=checkout_id).first()
    if checkout is None or checkout.state not in UNFINISHED:
        return
    try:
        if checkout.provider_id:
            check_checkout(checkout)
        elif checkout.expires_at < clock.now():
            checkout.move("expired")
    except Absent:
        checkout.move("expired", failure="The provider does not know it under these keys.")
    except (GatewayError, Refusal) as problem:
        log.warning("checkout not read", extra={"checkout": str(checkout.pk), "error": str(problem)})
    finally:
        Checkout.objects.filter(pk=checkout.pk, state__in=UNFINISHED).update(changed_at=clock.now())


def _read(event: ProviderEvent, connection: Connection) -> Reading | None:
    """The checkout where one is known, since a payment that was declined once may still be tried again there."""
    checkout_id = event.checkout_id or _known_checkout(event)
    if checkout_id:
        return connection.read_checkout(checkout_id)
    if event.provider_payment:
        return connection.read_payment(event.provider_payment)
    return None


def _known_checkout(event: ProviderEvent) -> str:
    known = Q(provider_payment=event.provider_payment) if event.provider_payment else Q()
    if reference := as_uuid(event.reference):
        known |= Q(pk=reference)
    found = event.account.checkouts.filter(known).exclude(provider_id="").first() if known else None
    return found.provider_id if found else ""


def _settle_all(account: GatewayAccount) -> set[str]:
    since = clock.now() - dt.timedelta(days=COMPARED_DAYS)
    seen = set()
    for reading in account.connect().list_payments(since):
        seen.add(reading.provider_payment_id)
        if reading.reference:
            settle(account, reading)
    return seen


def _missing_there(account: GatewayAccount, seen: set[str]) -> str:
    """Say which of our payments the provider does not list: it should be none, ever."""
    from ..payments.model import Payment

    since = clock.now() - dt.timedelta(days=COMPARED_DAYS - 1)
    ours = Payment.objects.filter(checkouts__account=account, checkouts__created_at__gte=since).exclude(provider_payment="")
    missing = sorted(set(ours.values_list("provider_payment", flat=True)) - seen)
    return f"{account.label} does not list {', '.join(missing[:5])}, which is booked here." if missing else ""
