"""The first text of a recap, from what was logged: decisions, promises, the next step. Notes never enter it."""

from collections.abc import Sequence

from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Contact

from ..decisions.model import Decision
from ..model import LogEntry
from ..promises.model import Promise
from . import rules

AGREES = {"primary", "decision_maker", "approver"}


def drafted(entry: LogEntry, sender: str, also: Sequence[tuple[str, Sequence[str]]] = ()) -> tuple[str, str]:
    """Return (subject, text) for a talk: what has it as its source, else what was put on record on its day.

    `also`: (title, lines) of what else was agreed, such as the first milestone.
    """
    client, firm = entry.client, entry.workspace
    day = local_date(entry.happened_at, firm.time_zone)
    sources = _line_of(entry)
    decisions = Decision.objects.filter(client=client, ended_on=None, evidence_id__in=sources)
    decisions = decisions or Decision.objects.filter(client=client, ended_on=None, evidence_id=None, decided_on=day)
    promises = Promise.objects.filter(client=client, state="open", source_id__in=sources)
    promises = promises or Promise.objects.filter(client=client, state="open", source_id=None, made_on=day)
    promises = list(promises.select_related("contact", "member__user", "client", "workspace").order_by("due_on", "pk"))
    lines = {side: [rules.Line(row.who, row.what, row.due_on) for row in promises if row.side == side] for side in ("ours", "theirs")}
    step = client.next_step + (f", on {rules.day_words(client.next_step_on)}" if client.next_step and client.next_step_on else "")
    text = rules.draft(
        entry.kind, day, [row.what for row in decisions.order_by("pk")], lines["ours"], lines["theirs"], step, firm.name, sender, also
    )
    return f"What we agreed on {rules.day_words(day)}", text


def recipients(entry: LogEntry) -> list[Contact]:
    """Who is asked to confirm, unless somebody chooses otherwise: who was there, else who may agree."""
    people = [person for person in entry.client.people if person.email]
    there = [person for person in people if person.pk == entry.contact_id]
    return there or [person for person in people if not person.roles or AGREES & set(person.roles)][:1]


def _line_of(entry: LogEntry) -> list:
    """The entry and what it corrects, so that a correction loses nothing."""
    found = []
    while entry:
        found.append(entry.pk)
        entry = entry.corrects
    return found
