"""What this room shows on a client's page: open promises of both sides, and what was decided lately."""

import datetime as dt
from typing import Any

from django.db.models import CharField, Value

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.slots import CLIENT_PANELS
from clientkeep.workspace.members.acting import Acting

from ..decisions.model import Decision
from .model import Promise
from .reminder import Reminder
from .telling import told

SHOWN, READ, DECISIONS_SHOWN = 20, 200, 3
LATELY = dt.timedelta(days=60)


@CLIENT_PANELS.add("promises", "conversations/promises/_panel.html", order=10)
def promises_panel(acting: Acting, client: Client) -> dict[str, Any]:
    """Open promises with their day and state, each kept, moved or dropped with one click; decisions of two months.

    One question for both, since many rooms ask on this page.
    """
    today, tag = acting.workspace.today(), Value("", CharField())
    decided = Decision.objects.filter(client=client, decided_on__gt=today - LATELY).in_force(today).order_by()
    decided = decided.values_list("pk", tag, "what", "decided_on")
    open_ones = Promise.objects.filter(client=client, state="open").order_by().values_list("pk", "side", "what", "due_on")
    letters = Reminder.objects.filter(client=client).waiting().order_by().values_list("pk", Value("letter", CharField()), "subject", "due_on")
    rows = list(open_ones.union(decided, letters, all=True)[:READ])
    promises = [Promise(pk=pk, side=side, what=what, due_on=day) for pk, side, what, day in rows if side in ("ours", "theirs")]
    promises.sort(key=lambda each: (each.due_on or dt.date.max, each.pk))
    decisions = sorted(({"pk": pk, "what": what, "on": day} for pk, side, what, day in rows if not side), key=lambda row: row["on"])
    shown = told(promises[:SHOWN], today)
    ours = [row for row in shown if row.promise.is_ours]
    return {
        "client": client,
        "count": len(promises),
        "sides": [("Ours", ours), ("Theirs", [row for row in shown if not row.promise.is_ours])],
        "decisions": decisions[: -DECISIONS_SHOWN - 1 : -1],
        "letters": [{"pk": pk, "subject": what} for pk, side, what, _ in rows if side == "letter"],
        "may_edit": acting.may("clients.edit"),
    }
