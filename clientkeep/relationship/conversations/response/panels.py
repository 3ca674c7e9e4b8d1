"""What the response clock shows on the client's page: by when an answer is due, who waits, and what is promised."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.workspace.members.acting import Acting

from .model import Wait
from .promise import USUAL, ResponsePromise
from .rules import Pledge, in_words


def _asked(acting: Acting) -> dict[str, Any]:
    ours, theirs = Wait.objects.on_us(), Wait.objects.open().filter(side="them").order_by("since")
    asked = {"due": newest(ours, "due_at"), "about": newest(ours, "about"), "theirs": newest(theirs, "about")}
    for whose, rows in _promises(acting).items():
        asked |= {f"{whose}_{name}": Subquery(rows.values(name)[:1]) for name in ("amount", "unit")}
    return asked


def _promises(acting: Acting) -> dict[str, Any]:
    kept = ResponsePromise.objects.filter(workspace=acting.workspace)
    wide = kept.filter(client=None)
    return {"own": kept.filter(client=OuterRef("pk")), "tier": wide.filter(tier=OuterRef("tier")), "all": wide.filter(tier="")}


@sign("answers", _asked, order=10)
def answers(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine:
    """Until when the client has been promised an answer, or on whom it waits; acts are on the page behind it."""
    url, promise = reverse("conversations:response", args=[client.pk]), f"promised {_promise(found)}"
    now, due = clock.now(), found["due"]
    if due:
        by = in_words(due, now, acting.workspace.time_zone)
        late = due <= now
        return SignLine("Answer", f"was due {by}" if late else f"by {by}", url, "late" if late else "waiting", f"{found['about']} · {promise}")
    if found["about"]:
        return SignLine("Answer", "waits on us", url, "waiting", found["about"])
    if found["theirs"]:
        return SignLine("Answer", "waits on them", url, "", f"{found['theirs']} · {promise}")
    return SignLine("Answer", "nobody waits", url, "", promise)


def _promise(found: Mapping[str, Any]) -> Pledge:
    for whose in ("own", "tier", "all"):
        if found[f"{whose}_unit"]:
            return Pledge(found[f"{whose}_amount"], found[f"{whose}_unit"])
    return USUAL
