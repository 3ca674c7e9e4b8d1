"""A sentence as understood for one person: the engine's draft, the client it means, and what a person corrected."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.compose import Draft, UsageError, compose
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.words import fold
from clientkeep.workspace.members.acting import Acting

from .candidates import clients_near
from .defaults import request_for, tax_of

ADDRESS = ("address_line1", "postal_code", "city")
CORRECTABLE = ("client", "new_name", "new_email", *ADDRESS, "currency", "terms_days", "tax_percent", "kind")
MOST_SIMILAR = 6


@dataclass
class Understood:
    """`values` are what Document.draft takes. `client` is None where nobody on record is meant for certain."""

    text: str
    draft: Draft
    client: Client | None
    similar: list[Client]
    values: dict[str, Any]
    lines: list[dict[str, Any]]
    assumed: list[tuple[str, str, str]] = field(default_factory=list)
    new_name: str = ""
    new_email: str = ""
    address: dict[str, str] = field(default_factory=dict)

    @property
    def lacks_email(self) -> bool:
        """Nobody at the client could get the letter yet."""
        client = self.client
        return client is None or not (client.email or client.contacts.for_billing())

    @property
    def lacks_address(self) -> bool:
        """The paper could not say where the client is."""
        return self.client is None or not (self.client.address_line1 or self.client.city)

    @property
    def kind(self) -> str:
        return self.draft.kind


def understand(acting: Acting, text: str, corrected: Mapping[str, str] | None = None) -> Understood:
    """Read a sentence for a person. Raises Invalid naming the field for a text or a correction that cannot be taken."""
    said = {name: str((corrected or {}).get(name, "")).strip() for name in CORRECTABLE}
    near = list(clients_near(acting, text))
    chosen = _chosen(acting, said["client"])
    try:
        draft = compose(request_for(acting.workspace, text, near))
    except UsageError as wrong:
        raise Invalid(wrong.message, wrong.field) from None
    client = chosen or next((each for each in near if each.name == draft.client), None)
    read = Understood(text, draft, client, [] if client else _similar(near, draft.client), {}, [])
    read.new_name, read.new_email = (
        said["new_name"] or draft.client or "",
        said["new_email"] or draft.client_email or "",
    )
    read.address = {name: said[name][:200] for name in ADDRESS if said[name]}
    _settle(acting, read, said)
    return read


def _settle(acting: Acting, read: Understood, said: Mapping[str, str]) -> None:
    draft, workspace = read.draft, acting.workspace
    assumed = {each.field: (each.field, each.value, each.because) for each in draft.assumed}
    if said["kind"]:
        draft.kind = said["kind"]
        assumed.pop("kind", None)
    if said["currency"]:
        if said["currency"] not in DECIMALS:
            raise Invalid("Choose a currency of ISO 4217, such as USD.", "currency")
        draft.currency = said["currency"]
        assumed["currency"] = ("currency", draft.currency, "You chose it.")
    _settle_terms(read, said["terms_days"], assumed)
    taxes = _taxes(read, acting, said["tax_percent"], assumed)
    read.assumed = list(assumed.values())
    read.lines = [_line(line, taxes) for line in draft.lines]
    read.values = _values(draft)
    if workspace.tax_status == "unknown" and draft.kind != "receipt" and not taxes:
        read.assumed.append(("tax", "No tax", "The firm's tax is not set yet."))


def _settle_terms(read: Understood, days: str, assumed: dict) -> None:
    if days and read.kind in ("invoice", "credit_note"):
        if not days.isascii() or not days.isdigit() or int(days) > 3650:
            raise Invalid("Enter the days as a whole number.", "terms_days")
        read.draft.due_date = read.draft.issue_date + dt.timedelta(days=int(days))
        assumed["due_date"] = ("due_date", read.draft.due_date.isoformat(), f"{days} days, as you chose.")


def _taxes(read: Understood, acting: Acting, percent: str, assumed: dict) -> list[dict[str, Any]]:
    draft = read.draft
    if percent:
        try:
            rate = Decimal(percent)
        except InvalidOperation:
            raise Invalid("Enter the tax as a percent, such as 20.", "tax_percent") from None
        assumed["tax"] = ("tax", f"{percent} %", "You chose it.")
        name = tax_of(read.client, acting.workspace)[0] or "tax"
        return [{"name": name, "percent": str(rate)}] if rate else []
    if draft.tax:
        return [{"name": draft.tax.name, "percent": str(draft.tax.percent)}]
    name, usual = tax_of(read.client, acting.workspace)
    if usual and read.client is None and "tax" not in assumed and not _speaks_of_tax(read.text):
        assumed["tax"] = ("tax", f"{name} {usual} %", "The firm's usual tax.")
        return [{"name": name, "percent": str(usual)}]
    return []


def _speaks_of_tax(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in ("tax", "vat", "gst", "hst"))


def _line(line: Any, taxes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "description": line.description or "",
        "quantity": line.quantity,
        "unit": line.unit or "",
        "unit_price": line.unit_price,
        "discount_percent": line.discount_percent,
        "taxes": taxes,
    }


def _values(draft: Draft) -> dict[str, Any]:
    said = draft.as_contract()
    values: dict[str, Any] = {
        "currency": draft.currency,
        "issue_date": said["issue_date"],
        "reference": draft.reference or "",
        "notes": draft.notes or "",
        "prices_include_tax": bool(draft.tax and draft.tax.inclusive),
        "repeat": said["schedule"],
    }
    if draft.kind in ("invoice", "credit_note"):
        values["due_date"] = said["due_date"]
    if draft.kind in ("quote", "estimate"):
        values["valid_until"] = said["valid_until"]
    if draft.kind == "receipt":
        values["payment"] = said["payment"]
    for name, share in (("discount", draft.discount), ("deposit", draft.deposit)):
        if share is not None and share.percent is not None:
            values[f"{name}_percent"] = share.percent
        elif share is not None:
            values[f"{name}_minor"] = Money.of(share.amount, draft.currency).minor
    return values


def _chosen(acting: Acting, client_id: str) -> Client | None:
    if not client_id:
        return None
    import uuid

    try:
        found = Client.objects.visible_to(acting).current().filter(pk=uuid.UUID(client_id)).first()
    except ValueError:
        found = None
    if found is None:
        raise Invalid("Choose a client on record.", "client")
    return found


def _similar(near: list[Client], name: str | None) -> list[Client]:
    words = [word for word in fold(name or "").split() if len(word) > 2]
    if not words:
        return near[:MOST_SIMILAR] if len(near) <= MOST_SIMILAR else []
    alike = [client for client in near if any(word in fold(client.name) for word in words)]
    return sorted(alike, key=lambda client: fold(client.name))[:MOST_SIMILAR]
