"""To the provider's page and back: no call inside a transaction, and no second checkout under any fault."""

import logging

from django.db import transaction

from clientkeep.foundation import clock, faults
from clientkeep.foundation.errors import Conflict, Invalid, Refusal
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.address import absolute

from .model import CHECKOUT_LIFE, LEAST_LIFE_LEFT, UNFINISHED, Checkout, GatewayAccount
from .protocol import Absent, CredentialsRejected, Declined, GatewayError, KeyReused
from .settling import Outcome, settle

log = logging.getLogger("clientkeep.gateways")
ON_ITS_WAY = "A payment over the whole amount is on its way. There is nothing more to pay."
NOT_NOW = "Card payment does not work at the moment. Nothing was charged; the sender was told."


def may_be_paid_online(document: Document) -> bool:
    """Tell whether this invoice has a pay button now: something is owed, and a provider takes its currency."""
    if document.kind != "invoice" or document.state != "issued" or document.balance_minor <= 0:
        return False
    account = GatewayAccount.for_paying(document.workspace_id)
    return bool(account and account.may_be_called and account.gateway.takes(document.currency))


def start_checkout(document: Document, contact: Contact | None, return_path: str, back_path: str) -> Checkout:
    """Open a checkout over what is owed now; its `url` is where the payer goes.

    `return_path` holds "{checkout}" where the row's id goes. Raises Invalid or Conflict in words for the payer,
    and GatewayError where the provider did not answer: the same act again then finds the same checkout.
    """
    for _ in range(3):
        checkout, stale = _prepare(document, contact, return_path, back_path)
        if stale is not None:
            close_checkout(stale)
        elif not checkout.provider_id or check_checkout(checkout).state == "open":
            return _opened(checkout)
    raise Conflict("Somebody else is paying this right now. Look again in a moment.", "state")


def close_checkout(checkout: Checkout) -> Outcome | None:
    """Make an unfinished checkout unpayable, since the document is paid otherwise, or void; books it if it was paid."""
    try:
        if not checkout.provider_id:
            checkout = _opened(checkout)
        return settle(checkout.account, checkout.account.connect().close_checkout(checkout.provider_id))
    except (Absent, CredentialsRejected, Declined, KeyReused, Refusal) as problem:
        _end(checkout, "expired", str(problem))
        return None


def check_checkout(checkout: Checkout) -> Checkout:
    """Ask the provider what became of it, and book it; returns the row as it is then."""
    if checkout.provider_id:
        settle(checkout.account, checkout.account.connect().read_checkout(checkout.provider_id))
        checkout.refresh_from_db()
    return checkout


def _prepare(
    document: Document, contact: Contact | None, return_path: str, back_path: str
) -> tuple[Checkout | None, Checkout | None]:
    """Store the wish before the first call. Returns (the checkout to open, None), or (None, one to close first)."""
    with transaction.atomic():
        now = Document.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=document.pk)
        account = GatewayAccount.for_paying(now.workspace_id)
        unfinished = list(Checkout.objects.filter(document=now, state__in=UNFINISHED).select_related("account"))
        amount = now.balance_minor - sum(row.amount_minor for row in unfinished if row.state == "processing")
        _check(now, account, amount, bool(unfinished))
        for row in unfinished:
            if row.state == "processing":
                continue
            return (row, None) if _fits(row, account, contact, amount) else (None, row)
        checkout = Checkout(
            workspace=now.workspace,
            account=account,
            client_id=now.client_id,
            document=now,
            contact=contact,
            amount_minor=amount,
            currency=now.currency,
            description=f"{now.label} {now.number}, {now.workspace.name}"[:250],
            cancel_url=absolute(now.workspace, back_path),
            payer_email=contact.email if contact else "",
            expires_at=(clock.now() + CHECKOUT_LIFE).replace(microsecond=0),
        )
        checkout.success_url = absolute(now.workspace, return_path.replace("{checkout}", str(checkout.pk)))
        checkout.save(force_insert=True)
    return checkout, None


def _check(document: Document, account: GatewayAccount | None, amount: int, some_unfinished: bool) -> None:
    if document.kind != "invoice" or document.state != "issued":
        raise Conflict(f"{document} cannot be paid.", "state")
    if document.balance_minor <= 0:
        raise Conflict(f"{document} is paid. There is nothing more to pay.", "state")
    if amount <= 0 and some_unfinished:
        raise Conflict(ON_ITS_WAY, "state")
    if account is None or not account.may_be_called or not account.gateway.takes(document.currency):
        raise Conflict("This invoice cannot be paid by card. Pay as it says on the invoice.", "gateway")


def _fits(row: Checkout, account: GatewayAccount, contact: Contact | None, amount: int) -> bool:
    same = (row.account_id, row.amount_minor, row.contact_id) == (account.pk, amount, contact.pk if contact else None)
    return same and row.expires_at - clock.now() > LEAST_LIFE_LEFT


def _opened(checkout: Checkout) -> Checkout:
    """Ask the provider for the page, outside of any transaction; a repeat gets the same one."""
    if checkout.url:
        return checkout
    try:
        answer = checkout.account.connect().start_checkout(checkout.intent)
    except CredentialsRejected as problem:
        GatewayAccount.objects.filter(pk=checkout.account_id).update(trouble=str(problem)[:300])
        raise Conflict(NOT_NOW, "gateway") from problem
    except (Declined, KeyReused, Invalid) as problem:
        _end(checkout, "failed", str(problem))
        raise Invalid(str(problem), getattr(problem, "field", None)) from problem
    faults.point("pay.after_call")
    with transaction.atomic():
        now = Checkout.objects.select_for_update(of=("self",)).select_related("account").get(pk=checkout.pk)
        state = "open" if now.state == "created" else now.state
        now.move(state, provider_id=answer.provider_id, url=answer.url)
    return now


def _end(checkout: Checkout, state: str, why: str) -> None:
    with transaction.atomic():
        now = Checkout.objects.select_for_update().get(pk=checkout.pk)
        if now.state in UNFINISHED:
            now.move(state, failure=why[:300])


def try_to_close(checkout: Checkout) -> bool:
    """Close it if the provider answers; False where it has to be tried again."""
    try:
        close_checkout(checkout)
    except GatewayError as problem:
        log.warning("checkout not closed", extra={"checkout": str(checkout.pk), "error": str(problem)})
        return False
    return True
