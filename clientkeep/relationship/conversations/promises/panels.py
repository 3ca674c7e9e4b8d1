"""What this room shows on a client's page: how promises of both sides stand, and what was decided last."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign
from clientkeep.workspace.members.acting import Acting

from ..decisions.model import Decision
from .model import Promise
from .reminder import Reminder
from .telling import word_of


def _asked(acting: Acting) -> dict[str, Any]:
    open_ones, today = Promise.objects.open(), acting.workspace.today()
    soonest = open_ones.order_by(F("due_on").asc(nulls_last=True), "pk")
    letters = Reminder.objects.waiting()
    return {
        "open": how_many(open_ones), "late": how_many(Promise.objects.late(today)), "letters": how_many(letters),
        "what": newest(soonest, "what"), "due": newest(soonest, "due_on"),
    }  # fmt: skip


@sign("promises", _asked, order=20)
def promises(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine:
    """How many are open and late, and the one that is due first; its acts are on the page behind it."""
    url = reverse("conversations:client_promises", args=[client.pk])
    if not found["open"]:
        return SignLine("Promises", "none open", url)
    words = [f"{found['open']} open"]
    words += [f"{found['late']} late"] if found["late"] else []
    if found["letters"]:
        words.append("a letter to read" if found["letters"] == 1 else f"{found['letters']} letters to read")
    first = f"{found['what']} · {word_of('open', found['due'], acting.workspace.today())[1]}"
    return SignLine("Promises", ", ".join(words), url, "late" if found["late"] else "waiting", first)


def _decided(acting: Acting) -> dict[str, Any]:
    holding = Decision.objects.in_force(acting.workspace.today())
    return {"count": how_many(holding), "what": newest(holding.newest_first(), "what")}


@sign("decisions", _decided, order=22)
def decisions(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """What holds, with the newest decision; the page behind it tells what was agreed at any day."""
    if not found["count"]:
        return None
    return SignLine("Agreed", f"{found['count']} in force", reverse("conversations:agreed", args=[client.pk]), "", found["what"][:120])
