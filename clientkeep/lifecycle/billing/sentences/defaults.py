"""What the firm and a client on record bring to a sentence: currency, terms, tax, rate. Each is shown as assumed."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from clientkeep.foundation.currencies import decimals
from clientkeep.lifecycle.billing.compose import ClientDefaults, Request
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.models import Workspace

LOCALE_OF = {"US": "en-US", "PH": "en-US", "PR": "en-US"}


def request_for(workspace: Workspace, text: str, clients: Sequence[Client], today: dt.date | None = None) -> Request:
    """Return the engine's request for a text under the firm's settings. Raises UsageError for a text it cannot take."""
    given = {
        "text": text,
        "today": (today or workspace.today()).isoformat(),
        "currency": workspace.currency,
        "locale": locale_of(workspace),
        "clients": [client.name for client in clients],
        "terms_days": workspace.terms_days,
    }
    checked = Request.from_mapping(given)
    return Request(
        text=checked.text,
        today=checked.today,
        currency=checked.currency,
        locale=checked.locale,
        clients=checked.clients,
        terms_days=checked.terms_days,
        client_defaults={client.name: defaults_of(client, workspace) for client in clients},
    )


def locale_of(workspace: Workspace) -> str:
    """How 3/4 reads: month first for firms in the United States, day first elsewhere."""
    return LOCALE_OF.get(workspace.locale[-2:], "en-GB")


def defaults_of(client: Client, workspace: Workspace) -> ClientDefaults:
    """What a client on record brings along."""
    currency = client.currency or None
    rate = client.hourly_rate if client.hourly_rate is not None else _firm_rate(client, workspace)
    name, percent = tax_of(client, workspace)
    return ClientDefaults(
        currency=currency,
        terms_days=client.terms_days,
        tax_name=name,
        tax_percent=percent,
        hourly_rate=None if rate is None else Decimal(rate).scaleb(-decimals(currency or workspace.currency)),
    )


def tax_of(client: Client | None, workspace: Workspace) -> tuple[str | None, Decimal | None]:
    """The tax that is usual for a client, or for the firm; none for an exempt client or firm."""
    if client is not None and client.tax_exempt:
        return None, None
    if client is not None and client.tax_percent is not None:
        return client.tax_name or workspace.tax_name or "tax", client.tax_percent
    if workspace.tax_status == "registered" and workspace.tax_percent is not None:
        return workspace.tax_name or "tax", workspace.tax_percent
    return None, None


def _firm_rate(client: Client, workspace: Workspace) -> int | None:
    return workspace.hourly_rate if (client.currency or workspace.currency) == workspace.currency else None
