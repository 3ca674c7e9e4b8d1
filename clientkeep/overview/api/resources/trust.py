"""Trust: where each client stands, line by line why, and what counts how much."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.trust.account import Account, account_of
from clientkeep.lifecycle.retention.trust.jobs import plan_reading
from clientkeep.lifecycle.retention.trust.signals import SIGNALS
from clientkeep.lifecycle.retention.trust.standing import TrustStanding
from clientkeep.lifecycle.retention.trust.weights import TrustWeights

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_at

room = Room()


class TrustLineOut(Told):
    """A deposit or withdrawal: `points` as they were on the day, `counts` what is left of them."""

    at: str
    signal: str
    why: str
    points: int
    counts: float


class TurnOut(Told):
    """A turn for the worse."""

    since: str
    why: str
    before: float
    now: float
    advice: str


class AccountOut(Told):
    """A client's account now. `level` is strong, good, thin or strained."""

    client_id: uuid.UUID
    balance: float
    level: str
    turn: TurnOut | None
    lines: list[TrustLineOut]


class StandingOut(Told):
    """Where a client stood when the account was last read, with what changed in four weeks."""

    client_id: uuid.UUID
    balance: float
    change: float
    turned_on: str | None
    why: str
    advice: str


class StandingsOut(Told):
    items: list[StandingOut]
    next: str | None


class WeightsOut(Told):
    half_life: int
    points: dict[str, int]


class NewWeights(Given):
    """All of what counts: signals that are left out count as they do by default."""

    half_life: Whole
    points: dict[str, Whole] = {}


@room.reads("", "clients.see", StandingsOut)
def list_trust(request: HttpRequest, asked: Query[Page]) -> HttpResponse:
    """Where clients stand, the lowest balance first."""
    after = read_cursor(asked.cursor, int, uuid.UUID)
    found = TrustStanding.objects.visible_to(request.acting).order_by("balance", "pk")
    if after:
        balance, pk = after
        found = found.filter(balance__gte=balance).exclude(balance=balance, pk__lte=pk)
    rows = list(found[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [row.balance, str(row.pk)], _tell_standing)


@room.reads("/weights", "clients.see", WeightsOut)
def get_trust_weights(request: HttpRequest) -> HttpResponse:
    """What counts how much, by signal, and after how many days it counts half."""
    return answer(_tell_weights(TrustWeights.of(request.acting.workspace)))


@room.writes("/weights", "settings.edit", WeightsOut, method="PUT")
def set_trust_weights(request: HttpRequest, given: NewWeights) -> HttpResponse:
    """Change what counts how much. All balances, past ones too, follow."""
    firm = request.acting.workspace
    weights = TrustWeights.change(firm, request.acting.actor, given.half_life, given.points)
    plan_reading(firm, anew=True)
    return answer(_tell_weights(weights))


@room.reads("/clients/{uuid:client_id}", "clients.see", AccountOut)
def get_client_trust(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """One client's account, newest line first."""
    client = client_at(request.acting, client_id)
    return answer(_tell_account(client.pk, account_of(request.acting.workspace, client.pk, clock.now())))


def _tell_account(client_id: uuid.UUID, account: Account) -> dict[str, Any]:
    turn = account.turn
    return {
        "client_id": str(client_id), "balance": account.balance, "level": account.level,
        "turn": turn and {"since": moment(turn.since), "why": turn.why, "before": turn.before, "now": turn.now, "advice": account.advice},
        "lines": [
            {"at": moment(line.at), "signal": line.signal, "why": line.why, "points": line.points, "counts": counts}
            for line, counts in account.told
        ],
    }  # fmt: skip


def _tell_standing(row: TrustStanding) -> dict[str, Any]:
    return {
        "client_id": str(row.client_id), "balance": row.points, "change": row.change, "why": row.why, "advice": row.advice,
        "turned_on": row.turned_on and row.turned_on.isoformat(),
    }  # fmt: skip


def _tell_weights(weights: TrustWeights) -> dict[str, Any]:
    return {"half_life": weights.half_life, "points": {signal.key: weights.of_signal(signal.key) for signal in SIGNALS}}
