"""A client as plain values."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, F, Sum, When

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.cadence import cadence_of
from clientkeep.relationship.clients.missing import gaps
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

from ...answers import day, decimal, moment

PLAIN = (
    "name legal_name is_company email phone website tax_id tax_exempt address_line1 address_line2 city region postal_code "
    "country time_zone language currency terms_days tax_name tier tags custom stage background next_step source version "
    "changed_by"
).split()


def tell_client(client: Client) -> dict[str, Any]:
    """Everything on the record itself."""
    told = {"id": str(client.pk)} | {name: getattr(client, name) for name in PLAIN}
    rate = client.hourly_rate
    return told | {
        "billing_currency": client.billing_currency,
        "hourly_rate": None if rate is None else str(Money(rate, client.billing_currency)),
        "tax_percent": decimal(client.tax_percent),
        "contract_starts": day(client.contract_starts),
        "contract_ends": day(client.contract_ends),
        "next_step_on": day(client.next_step_on),
        "last_contact_at": moment(client.last_contact_at),
        "owner_id": str(client.owner_id) if client.owner_id else None,
        "archived_at": moment(client.archived_at),
        "created_at": moment(client.created_at),
        "changed_at": moment(client.changed_at),
    }


def tell_whole(acting: Acting, client: Client) -> dict[str, Any]:
    """The record, what is owed and overdue in each currency, and what the record lacks."""
    firm = acting.workspace
    last = client.last_contact_at and client.last_contact_at.astimezone(ZoneInfo(firm.time_zone)).date()
    lacking = gaps(client, list(client.contacts.current()), firm.today(), last, cadence_of(firm))
    owed, overdue = _sums(acting, client) if acting.may("documents.see") else ([], [])
    missing = [{"slug": gap.slug, "words": gap.words} for gap in lacking]
    return tell_client(client) | {"owed": owed, "overdue": overdue, "missing": missing}


def _sums(acting: Acting, client: Client) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    late = Case(When(due_date__lt=acting.workspace.today(), then=F("balance_minor")), default=0)
    rows = Document.objects.filter(client=client).outstanding().order_by("currency").values("currency")
    owed, overdue = [], []
    for row in rows.annotate(owed=Sum("balance_minor"), late=Sum(late)):
        owed.append({"amount": str(Money(row["owed"], row["currency"])), "currency": row["currency"]})
        if row["late"]:
            overdue.append({"amount": str(Money(row["late"], row["currency"])), "currency": row["currency"]})
    return owed, overdue
