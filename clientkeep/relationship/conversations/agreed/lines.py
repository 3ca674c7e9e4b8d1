"""What was agreed as plain values, and as lines for a terminal."""

from typing import Any

from clientkeep.relationship.clients.models import Client

from .reading import Agreed, Stood


def plain(agreed: Agreed) -> dict[str, Any]:
    """Days as ISO dates; `state` is open, kept or dropped, `late_days` as of that day."""
    return {
        "on": agreed.on.isoformat(),
        "decisions": [
            {"id": str(row.pk), "what": row.what, "decided_by": row.decided_by, "decided_on": row.decided_on.isoformat()}
            for row in agreed.decisions
        ],
        "ours": [_promise(row) for row in agreed.ours],
        "theirs": [_promise(row) for row in agreed.theirs],
        "recaps": [
            {"id": str(row.pk), "subject": row.subject, "confirmed_by": row.confirmed_by, "digest": row.digest,
             "confirmed_at": row.confirmed_at.isoformat()}
            for row in agreed.recaps
        ],
    }


def lines_of(client: Client, agreed: Agreed) -> list[str]:
    """A heading, then one line for each decision and promise."""
    lines = [f"Agreed between {client.workspace.name} and {client} at the end of {agreed.on.isoformat()}"]
    lines += _section("Decisions", [f"{row.what} ({row.decided_by or 'nobody named'}, {row.decided_on})" for row in agreed.decisions])
    for title, rows in (("We promised", agreed.ours), ("They promised", agreed.theirs)):
        lines += _section(title, [f"{row.promise.what} · {row.promise.who} · {_by(row)} · {row.label}" for row in rows])
    lines += _section("Confirmed", [f"{row.subject} · {row.confirmed_by} · {row.digest}" for row in agreed.recaps])
    return lines


def _section(title: str, rows: list[str]) -> list[str]:
    return ["", title, *(f"  {row}" for row in rows or ["none"])]


def _by(row: Stood) -> str:
    return f"by {row.standing.due_on}" if row.standing.due_on else "no day"


def _promise(row: Stood) -> dict[str, Any]:
    due = row.standing.due_on
    return {
        "id": str(row.promise.pk), "what": row.promise.what, "who": row.promise.who, "state": row.standing.state,
        "due_on": due and due.isoformat(), "since": row.standing.since.isoformat(), "late_days": row.standing.late_days,
        "because": row.standing.because,
    }  # fmt: skip
