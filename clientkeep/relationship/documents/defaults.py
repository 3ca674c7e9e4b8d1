"""What a new document begins with: the firm's and the client's own terms."""

import datetime as dt
from typing import Any

from .numbering.model import NumberSeries

VALID_DAYS = 30


def usual_taxes(workspace: Any, client: Any = None) -> list[dict[str, str]]:
    """The taxes of a new line: the client's own, else the firm's; none for an exempt client or firm."""
    if workspace.tax_status == "exempt" or (client is not None and client.tax_exempt):
        return []
    for who in (client, workspace):
        if who is not None and who.tax_percent is not None:
            return [{"name": who.tax_name or "Tax", "percent": f"{who.tax_percent.normalize():f}"}]
    return []


def due_date(workspace: Any, client: Any, issued: dt.date) -> dt.date | None:
    """The due date by the client's terms, else the firm's; None where neither has any."""
    days = client.terms_days if client is not None and client.terms_days is not None else workspace.terms_days
    return None if days is None else issued + dt.timedelta(days=days)


def texts_of(workspace: Any, kind: str) -> tuple[str, str]:
    """The notes and terms that new documents of a kind begin with."""
    series = NumberSeries.objects.filter(workspace=workspace, kind=kind).first()
    return (series.notes, series.terms) if series else ("", "")
