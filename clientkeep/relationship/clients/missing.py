"""What is missing or stale in a client's record, said in words. Plain Python: no database, no clock."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Days without contact after which a client counts as left alone, by tier, until the firm says otherwise (cadence.py).
CADENCE = {"a": 14, "b": 30, "c": 90, "": 60}
# Countries whose companies put a tax id on business invoices.
_WITH_TAX_ID = frozenset("AT AU BE BG BR CY CZ DE DK EE ES FI FR GB GR HR HU IE IN IT LT LU LV MT MX NL NO NZ PL PT RO SE SI SK".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing or stale: `words` say what, `act` what mends it, `fix` names where."""

    slug: str
    words: str
    act: str
    fix: str


def tier_words(tier: str, cadence: Mapping[str, int]) -> str:
    """Say what a tier means."""
    first = "Comes first in Today. " if tier == "a" else ""
    return f"{first}Meant to hear from you every {'day' if cadence[tier] == 1 else _days(cadence[tier])}."


def gaps(
    client: Any, people: Sequence[Any], today: dt.date, last_contact: dt.date | None, cadence: Mapping[str, int] = CADENCE
) -> list[Gap]:
    """Return what a client's record lacks, the weightiest first. An archived or former client lacks nothing.

    `cadence` is days by tier, as the firm keeps them.
    """
    if client.archived_at or client.stage == "former":
        return []
    found = [rule(client, people, today, last_contact, cadence) for rule in _RULES]
    return [gap for gap in found if gap]


def _no_email(client, people, today, last_contact, cadence):
    if client.email or any(person.email for person in people):
        return None
    return Gap("email", "No e-mail address, so nothing can be sent.", "Add a person", "person")


def _no_address(client, people, today, last_contact, cadence):
    if client.address_line1 or client.city:
        return None
    return Gap("address", "No address for invoices.", "Add the address", "address")


def _no_tax_id(client, people, today, last_contact, cadence):
    if client.tax_id or client.tax_exempt or not client.is_company or client.country not in _WITH_TAX_ID:
        return None
    return Gap("tax_id", "No tax id, which invoices to companies there show.", "Add the tax id", "tax_id")


def _no_next_step(client, people, today, last_contact, cadence):
    if client.next_step:
        if client.next_step_on and client.next_step_on < today:
            late = (today - client.next_step_on).days
            return Gap("next_step", f"The next step is {_days(late)} late.", "Move it on", "next_step")
        return None
    return Gap("next_step", "No next step.", "Plan one", "next_step")


def _left_alone(client, people, today, last_contact, cadence):
    since = last_contact or client.created_at.date()
    quiet, most = (today - since).days, cadence[client.tier]
    if quiet <= most:
        return None
    said = f"No contact for {_days(quiet)}" if last_contact else f"No contact since it was added {_days(quiet)} ago"
    return Gap("contact", f"{said}; {_days(most)} is usual for it.", "Log a talk", "log")


def _contract_over(client, people, today, last_contact, cadence):
    if not client.contract_ends or client.contract_ends >= today:
        return None
    return Gap("contract", f"The contract ended {_days((today - client.contract_ends).days)} ago.", "Renew it", "contract")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


_RULES = [_no_email, _no_address, _no_tax_id, _contract_over, _no_next_step, _left_alone]
