"""What gateways show on other pages: the pay button in the portal, money that fits nothing, refunds by the provider."""

from typing import Any

from django.urls import reverse

from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.slots import DOCUMENT_ACTS, WAITING, WaitingCard
from clientkeep.relationship.portal.visitor import Visitor
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.office.settings_pages import register

from ..payments.model import Payment
from ..payments.slots import PAYMENT_REFUNDS, PAYMENTS_ATTENTION
from .checking_out import may_be_paid_online
from .model import Checkout, GatewayAccount
from .refunding import account_of, give_back
from .strays import visible_strays

register(
    "payments", "Payments", "How do clients pay you?", "billing:payment_settings", act="settings.money", order=70,
    icon="credit-card",
)  # fmt: skip


@WAITING.add("pay", "", order=20)
def invoices_to_pay(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Invoices with money owed; those that are on their way do not wait."""
    if not visitor.may_pay:
        return None
    going = Checkout.objects.filter(client=visitor.client, state="processing").values("document")
    rows = visitor.documents().outstanding().exclude(pk__in=going).order_by("due_date", "pk")[:20]
    return {"cards": [_card(row, visitor) for row in rows]}


@DOCUMENT_ACTS.add("pay", "billing/panels/pay.html", order=20)
def pay(visitor: Visitor, document: Document) -> dict[str, Any] | None:
    """The pay button, or what became of the money."""
    if document.kind != "invoice":
        return None
    last = Checkout.objects.filter(document=document).exclude(state__in=("created", "open")).order_by("-created_at").first()
    going = Checkout.objects.filter(document=document, state="processing").first()
    return {
        "balance": document.balance,
        "is_paid": document.balance_minor == 0 and document.payable.minor > 0,
        "going": going,
        "failed": last if last and last.state == "failed" and document.balance_minor else None,
        "can_pay": visitor.may_pay and not visitor.looking and not going and may_be_paid_online(document),
        "would_pay": visitor.looking and may_be_paid_online(document),
        "is_test": not _is_live(document),
    }


@PAYMENTS_ATTENTION.add("gateways", "billing/panels/attention.html")
def attention(acting: Acting, _: Any) -> dict[str, Any] | None:
    """Money that fits nothing, and keys that do not work."""
    strays = list(visible_strays(acting).filter(state="open").select_related("account").order_by("-created_at")[:50])
    troubled = list(GatewayAccount.objects.filter(workspace=acting.workspace, in_use=True).exclude(trouble=""))
    if not strays and not troubled:
        return None
    return {"strays": strays, "troubled": troubled, "may_set": acting.may("settings.money")}


@PAYMENT_REFUNDS.add("gateways", "")
def refund_by_provider(acting: Acting, payment: Payment) -> dict[str, Any] | None:
    """Card payments go back the way they came."""
    account = account_of(payment) if payment.provider else None
    if account is None:
        return None
    words = f"{account.label} sends it back to the card or account that it came from, within some days."
    return {"give_back": give_back, "words": words}


def _card(row: Document, visitor: Visitor) -> WaitingCard:
    from clientkeep.relationship.documents.wording import Figures, long_day

    figures = Figures(row)
    due = f", due {long_day(row.due_date, figures.locale)}" if row.due_date else ""
    return WaitingCard(
        title=f"Pay {row.label.lower()} {row.number}",
        words=f"{figures.money(row.balance_minor)}{due}",
        url=reverse("portal:look_document" if visitor.looking else "portal:document", args=[row.pk]),
        label=f"See and pay {figures.money(row.balance_minor)}",
        minutes=2,
        rank=20,
    )


def _is_live(document: Document) -> bool:
    account = GatewayAccount.for_paying(document.workspace_id)
    return account is None or account.livemode
