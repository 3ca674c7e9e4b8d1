"""What a new proposal begins with: a ready-made start, what was said at a first meeting, or the blocks of an earlier proposal."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.registry import Registry
from clientkeep.lifecycle.sales.guides.note import GuideNote, answers_of
from clientkeep.lifecycle.sales.guides.rules import BROUGHT, LEFT_OUT
from clientkeep.lifecycle.sales.models import Opportunity
from clientkeep.relationship.documents import defaults
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

from .blocks import clauses
from .blocks.rules import LONGEST_TEXT, MOST_ROWS
from .template.model import ProposalTemplate

LONGEST_LINE = 300
MOST_EARLIER, MOST_MEETINGS = 30, 10
MEETING, TEMPLATE = "meeting:", "template:"
Blocks = list[dict[str, Any]]


@dataclass(frozen=True)
class Start:
    """A ready-made start: its label, and the blocks."""

    slug: str
    label: str
    make: Callable[[], Blocks]


STARTS: Registry[Start] = Registry("start of a proposal")


def starts_with(slug: str, label: str) -> Callable:
    """Register a ready-made start."""

    def register(make: Callable[[], Blocks]) -> Callable[[], Blocks]:
        STARTS.add(slug, Start(slug, label, make))
        return make

    return register


def choices_for(acting: Acting) -> list[tuple[str, str]]:
    """The firm's own templates, the ready-made starts, then first meetings and proposals that this person may see, the newest first."""
    ready = [(f"{TEMPLATE}{row.pk}", f"Your template: {row}") for row in ProposalTemplate.objects.visible_to(acting).standing().filter(makes="proposal").defer("blocks")]
    ready += [(each.slug, each.label) for each in STARTS]
    ready += [(f"{MEETING}{row.pk}", f"From the first meeting: {row}") for row in _met(acting).order_by("-noted_at")[:MOST_MEETINGS]]
    earlier = Document.objects.visible_to(acting).filter(kind="proposal").select_related("client").order_by("-created_at")
    return ready + [(str(row.pk), f"As {row} for {row.client}" + (f": {row.title}" if row.title else "")) for row in earlier[:MOST_EARLIER]]


def blocks_of(acting: Acting, start: str) -> Blocks:
    """Return the blocks to begin with. Raises Invalid for a start that is not there, or not this person's to see."""
    if start in STARTS:
        return STARTS[start].make()
    kind, _, pk = start.rpartition(":")
    try:
        wanted = uuid.UUID(pk)
    except ValueError:
        raise Invalid("Choose what to begin with.", "start") from None
    if kind == MEETING[:-1] and (met := _met(acting).filter(pk=wanted).first()):
        return from_meeting(met)
    if kind == TEMPLATE[:-1] and (kept := ProposalTemplate.objects.visible_to(acting).standing().filter(makes="proposal", pk=wanted).first()):
        return kept.blocks
    found = None if kind else Document.objects.visible_to(acting).filter(kind="proposal", pk=wanted).first()
    if found is None:
        raise Invalid("Choose what to begin with.", "start")
    return clauses.restored(found.content)


def from_meeting(opportunity: Opportunity) -> Blocks:
    """Three packages around what was said at the first meeting. Risks stay with the firm: they are noted frankly."""
    answers = answers_of(opportunity)
    said = {group: [text for question, text in pairs if question not in (BROUGHT, LEFT_OUT)] for group, pairs in answers}
    apart = {question: [text] for _, pairs in answers for question, text in pairs if question in (BROUGHT, LEFT_OUT)}
    wish = {"type": "text", "title": "What {client.name} wants to reach", "text": _paragraphs(said, "Need", "Objectives")}
    good = {"type": "text", "title": "How we know that it is good", "text": _paragraphs(said, "Quality standards")}
    brought = {"type": "text", "title": "What you bring", "text": _paragraphs(apart, BROUGHT)}
    start = [block for block in _three_packages() if block["type"] not in ("text", "deliverables")]
    for block in start:
        if block["type"] == "out_of_scope":
            block["rows"] = _rows(apart.get(LEFT_OUT, ()))
    got = {"type": "deliverables", "title": "What you get", "rows": _rows(said.get("Deliverables", ()))}
    return [wish, got, *(block for block in (good, brought) if block["text"]), *start]


def _rows(texts: Iterable[str]) -> list[dict[str, str]]:
    """A row for each line that was written down."""
    lines = [line.strip("-*• ")[:LONGEST_LINE] for text in texts for line in text.splitlines()]
    return [{"what": line} for line in lines if line][:MOST_ROWS]


def _paragraphs(said: dict[str, list[str]], *groups: str) -> str:
    return "\n\n".join(text for group in groups for text in said.get(group, ()))[:LONGEST_TEXT]


def _met(acting: Acting) -> QuerySet[Opportunity]:
    """Opportunities of clients on record at whose first meeting something was written down."""
    mine = Opportunity.objects.visible_to(acting).filter(client__isnull=False).exclude(state="lost")
    return mine.filter(Exists(GuideNote.objects.filter(opportunity=OuterRef("pk"))))


def valid_until(workspace: Any) -> dt.date:
    """The last day on which a new proposal can be accepted."""
    return workspace.today() + dt.timedelta(days=defaults.VALID_DAYS)


@starts_with("usual", "The usual blocks, one price")
def _usual() -> Blocks:
    return [*_opening(), {"type": "price", "title": "Price", "rows": []}, *_closing()]


@starts_with("packages", "Three packages and options")
def _three_packages() -> Blocks:
    packages = [
        {"type": "package", "title": "Essential", "text": "What it takes to begin.", "rows": []},
        {"type": "package", "title": "Complete", "text": "What we advise.", "recommended": True, "rows": []},
        {"type": "package", "title": "Everything", "text": "Everything that we talked about.", "rows": []},
    ]
    return [*_opening(), {"type": "price", "title": "In every package", "rows": []}, *packages, {"type": "options", "title": "Options", "rows": []}, *_closing()]


@starts_with("care", "Monthly care")
def _care() -> Blocks:
    month = [{"description": "Care, one month", "quantity": "1", "unit": "month", "unit_price": None}]
    return [
        {"type": "text", "title": "What we look after", "text": "{firm.name} looks after this for {client.name}, month by month:\n\n- \n- "},
        {"type": "price", "title": "Price for each month", "rows": month},
        {"type": "response", "title": "How fast we answer", "rows": [_row("Something is broken", "4 working hours"), _row("Any other question", "1 working day")]},
        {"type": "out_of_scope", "title": "Not included", "rows": [{"what": "New features; we offer each by itself"}]},
        {"type": "terms", "title": "Terms", "text": "Either side may end this with a notice of 30 days to the end of a month."},
    ]


def _opening() -> Blocks:
    return [
        {"type": "text", "title": "What {client.name} wants to reach", "text": ""},
        {"type": "deliverables", "title": "What you get", "rows": []},
        {"type": "timeline", "title": "Timeline", "rows": []},
    ]


def _closing() -> Blocks:
    shares = [
        {"what": "To begin", "share": "50%", "when": "on acceptance"},
        {"what": "The rest", "share": "50%", "when": "when it is handed over"},
    ]
    return [
        {"type": "out_of_scope", "title": "Not included", "rows": []},
        {"type": "response", "title": "How fast we answer", "rows": [_row("Questions by mail", "1 working day")]},
        {"type": "schedule", "title": "Payment", "rows": shares},
        {"type": "terms", "title": "Terms", "text": "This offer of {firm.name} holds until {valid_until}."},
    ]


def _row(what: str, when: str) -> dict[str, str]:
    return {"what": what, "when": when}
