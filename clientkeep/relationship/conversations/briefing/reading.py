"""What one needs to know before a talk with a client, gathered from the record."""

import datetime as dt
from typing import Any

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

from ..decisions.model import Decision
from ..messages.model import Thread
from ..model import LogEntry
from ..promises.model import Promise
from ..promises.telling import told
from ..questions.model import Question
from ..slots import BRIEFING

SHOWN, LATELY = 50, dt.timedelta(days=90)


def briefing_of(acting: Acting, client: Client) -> dict[str, Any]:
    """Last contact, open promises, late decisions, what waits for an answer, questions, and what later stages know."""
    today = acting.workspace.today()
    open_ones = Promise.objects.filter(client=client).open().soonest_first().select_related("contact", "member__user", "client", "workspace")
    promises = told(list(open_ones[:SHOWN]), today)
    talks = LogEntry.objects.filter(client=client, corrected_by=None).exclude(kind="note").select_related("contact")
    decided = Decision.objects.filter(client=client, decided_on__gte=today - LATELY).in_force(today).newest_first()
    return {
        "last": talks.order_by("-happened_at", "-pk").first(),
        "ours": [row for row in promises if row.promise.is_ours],
        "theirs": [row for row in promises if not row.promise.is_ours],
        "decisions": list(decided[:SHOWN]),
        # Not read here: a page that shows it asks, and one that tells of it in its own way does not.
        "waiting": Thread.objects.filter(client=client).waiting_on_us()[:SHOWN] if acting.may("inbox.see") else [],
        "questions": list(Question.objects.filter(client=client).open()[:SHOWN]),
        "people": client.people,
        "more": BRIEFING.filled(acting, client),
    }
