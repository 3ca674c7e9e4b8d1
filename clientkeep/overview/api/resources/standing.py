"""What was agreed with a client at any day, and what one needs to know before a talk."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.billing.payments.client_panels import owed_fact
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.agreed.lines import plain
from clientkeep.relationship.conversations.agreed.reading import agreed_on
from clientkeep.relationship.conversations.agreed.views import EARLIEST
from clientkeep.relationship.conversations.briefing.reading import briefing_of
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day
from ..door import Room
from ..fields import Day, Given, Told
from .clients.shapes import MoneyOut
from .decisions import DecisionOut, tell_decision
from .log import EntryOut, tell_entry
from .promises import PromiseOut, tell_promise
from .questions import QuestionOut, tell_question
from .reach import client_at
from .threads import ThreadOut, tell_thread

room = Room()


class AgreedAsked(Given):
    """At the end of which day; today where none is given."""

    on: Day | None = None


class AgreedDecisionOut(Told):
    id: uuid.UUID
    what: str
    decided_by: str
    decided_on: str


class AgreedPromiseOut(Told):
    """A promise as it stood then: open, kept or dropped since `since`; `late_days` of that day."""

    id: uuid.UUID
    what: str
    who: str
    state: str
    due_on: str | None
    since: str
    late_days: int
    because: str


class AgreedRecapOut(Told):
    id: uuid.UUID
    subject: str
    confirmed_by: str
    confirmed_at: str
    digest: str


class AgreedOut(Told):
    """Decisions in force, promises of both sides as they stood, recaps confirmed: at the end of `on`."""

    on: str
    decisions: list[AgreedDecisionOut]
    ours: list[AgreedPromiseOut]
    theirs: list[AgreedPromiseOut]
    recaps: list[AgreedRecapOut]


class BriefingMoneyOut(Told):
    owed: list[MoneyOut]
    overdue: list[MoneyOut]
    credit: list[MoneyOut]


class BriefingOut(Told):
    """Before a talk. `last` is the last talk; `money` is null where you may not see payments."""

    client_id: uuid.UUID
    name: str
    background: str
    next_step: str
    next_step_on: str | None
    last: EntryOut | None
    ours: list[PromiseOut]
    theirs: list[PromiseOut]
    decisions: list[DecisionOut]
    waiting: list[ThreadOut]
    questions: list[QuestionOut]
    money: BriefingMoneyOut | None


@room.reads("/{uuid:client_id}/agreed", "clients.see", AgreedOut)
def get_agreed(request: HttpRequest, client_id: uuid.UUID, asked: Query[AgreedAsked]) -> HttpResponse:
    """What was agreed with a client at the end of a day."""
    client, today = client_at(request.acting, client_id), request.acting.workspace.today()
    if asked.on and not EARLIEST <= asked.on <= today:
        raise Invalid("Choose a day that has come.", "on")
    return answer(plain(agreed_on(client, asked.on or today)))


@room.reads("/{uuid:client_id}/briefing", "clients.see", BriefingOut)
def get_briefing(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """What one needs to know before a talk."""
    acting, client = request.acting, client_at(request.acting, client_id)
    told = briefing_of(acting, client)
    return answer({
        "client_id": str(client.pk), "name": client.name, "background": client.background, "next_step": client.next_step,
        "next_step_on": day(client.next_step_on), "last": tell_entry(told["last"]) if told["last"] else None,
        "ours": [tell_promise(row.promise) for row in told["ours"]],
        "theirs": [tell_promise(row.promise) for row in told["theirs"]],
        "decisions": [tell_decision(row) for row in told["decisions"]],
        "waiting": [tell_thread(row) for row in told["waiting"]],
        "questions": [tell_question(row) for row in told["questions"]], "money": _money(acting, client),
    })  # fmt: skip


def _money(acting: Acting, client: Client) -> dict[str, Any] | None:
    known = owed_fact(acting, client)
    if known is None:
        return None
    return {
        name: [{"amount": str(each), "currency": each.currency} for each in known[name]]
        for name in ("owed", "overdue", "credit")
    }
