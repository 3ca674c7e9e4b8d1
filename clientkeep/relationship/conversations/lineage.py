"""What belongs to an entry through all its corrections: how it is shown for correcting, and what came of it."""

from zoneinfo import ZoneInfo

from clientkeep.workspace.members.acting import Acting

from .decisions.model import Decision
from .model import LogEntry
from .promises.model import Promise


def came_of(entry: LogEntry) -> list[tuple[str, str]]:
    """(what it is, its words) of the promises and decisions made in an entry, or in one that it corrects."""
    ids = entry.lineage
    promises = Promise.objects.filter(source_type="logentry", source_id__in=ids).order_by("pk")
    decisions = Decision.objects.filter(evidence_type="logentry", evidence_id__in=ids).order_by("pk")
    return [("Decision", each.what) for each in decisions] + [
        ("Our promise" if each.is_ours else "Their promise", each.what) for each in promises
    ]


def typed_of(entry: LogEntry, acting: Acting) -> dict[str, str]:
    """The entry as its form shows it, on the firm's clock."""
    local = entry.happened_at.astimezone(ZoneInfo(acting.workspace.time_zone))
    return {
        "kind": entry.kind, "text": entry.text, "contact": str(entry.contact_id or ""), "minutes": str(entry.minutes or ""),
        "happened_at": f"{local:%Y-%m-%dT%H:%M}",
    }  # fmt: skip
