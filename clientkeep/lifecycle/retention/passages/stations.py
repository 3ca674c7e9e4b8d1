"""The stations of a client's life, from the first word to the next job, each read from the rows of its own room."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch

from clientkeep.lifecycle.agreements.gates.facts import waits_for
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.lifecycle.onboarding.models import PlaybookRun, PlaybookStep
from clientkeep.lifecycle.sales.models import Inquiry, Opportunity
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.kinds import KINDS
from clientkeep.relationship.documents.models import Document

from .rules import Passage
from .station import Reading, station


@station(
    "inquiries", "Inquiry", 10, "clients.see", "Somebody fills the form, or writes for the first time.", "Who is told of inquiries",
    "An answer within the promised time, or a polite no with the name of somebody who can help.",
)  # fmt: skip
def inquiries(read: Reading) -> Iterable[Passage]:
    hows = {"accepted": "on", "declined": "lost"}
    for row in Inquiry.objects.visible_to(read.acting).exclude(state="held"):
        how = hows.get(row.state, "")
        why = (f"Referred to {row.referred_to}" if row.referred_to else "Declined") if how == "lost" else ""
        left = read.day(row.decided_at) if row.decided_at else None
        yield Passage(
            "inquiries:inquiry", str(row.pk), row.name, row.source, read.day(row.received_at), left, how, why, "" if how else "Waits for an answer"
        )


@station(
    "opportunities", "Opportunity", 20, "clients.see", "Somebody may become work, or more work.", "The owner of the opportunity",
    "A talk, and a clear next step with its day.",
)  # fmt: skip
def opportunities(read: Reading) -> Iterable[Passage]:
    rows = Opportunity.objects.visible_to(read.acting).select_related("client", "stage", "lost_reason")
    hows = {"won": "on", "lost": "lost"}
    for row in rows:
        yield Passage(
            "opportunities:opportunity", str(row.pk), row.title, row.client.name if row.client else row.name, read.day(row.noted_at), row.decided_on,
            hows.get(row.state, ""), row.lost_reason.name if row.lost_reason else "", row.stage.name if row.state == "open" else "",
        )  # fmt: skip


@station(
    "agreements", "Agreement", 30, "documents.see", "A quote, an estimate or a proposal is sent.", "Who wrote it",
    "A page that says what, for how much and by when; questions are answered there.",
)  # fmt: skip
def agreements(read: Reading) -> Iterable[Passage]:
    kinds = [kind.slug for kind in KINDS if kind.answerable]
    sent = Document.objects.visible_to(read.acting).filter(kind__in=kinds).exclude(state="draft").exclude(kind="contract", source__isnull=False).select_related("client")
    for row in sent.defer("seller", "buyer", "notes", "terms"):
        left, how, why = _outcome(row, read)
        step = "" if how else ("Seen, not answered" if row.viewed_at else "Not opened yet")
        yield Passage("documents:detail", str(row.pk), str(row), row.client.name, read.day(row.issued_at), left, how, why, step)


@station(
    "gates", "Start", 40, "documents.see", "An agreement is accepted.", "The owner of the client",
    "What is still needed from them before work starts, such as the deposit.",
)  # fmt: skip
def gates(read: Reading) -> Iterable[Passage]:
    for row in Gate.objects.visible_to(read.acting).select_related("document__client"):
        voided = row.document.state == "void" and not row.is_open
        opened = _opened(row, read) if row.is_open else None
        step = "" if row.is_open or voided else _capital(f"waits for {' and '.join(waits_for(slug) for slug in row.missing)}")
        yield Passage(
            "gates:gate", str(row.document_id), str(row.document), row.document.client.name, read.day(row.created_at),
            read.day(row.document.voided_at) if voided else opened, "lost" if voided else "on" if row.is_open else "",
            row.document.void_reason if voided else "", step,
        )  # fmt: skip


@station(
    "onboarding", "Onboarding", 50, "clients.see", "A playbook starts: an agreement is accepted, or somebody starts it.", "The owner of the client",
    "The same good start as everybody: a welcome, what is needed from them, and how far it has come.",
)  # fmt: skip
def onboarding(read: Reading) -> Iterable[Passage]:
    now = PlaybookStep.objects.filter(state__in=("open", "waiting", "blocked")).order_by("due_on", "position")
    hows = {"finished": "on", "stopped": "lost"}
    rows = PlaybookRun.objects.visible_to(read.acting).select_related("client").prefetch_related(Prefetch("steps", now, to_attr="at_work"))
    for row in rows:
        step = next(iter(row.at_work), None) if row.state == "running" else None
        whose = {"us": "Us", "client": "The client"}
        yield Passage(
            "playbooks:run", str(row.pk), row.name, row.client.name, read.day(row.started_at), row.ended_at and read.day(row.ended_at),
            hows.get(row.state, ""), row.because, f"{whose[step.side]}: {step.title}" if step else "", step and step.due_on,
        )  # fmt: skip


@station(
    "projects", "Work", 60, "clients.see", "An agreement is accepted; the work starts through its gate.", "Who leads the project",
    "Milestones with their days in the portal, and a word when one moves.",
)  # fmt: skip
def projects(read: Reading) -> Iterable[Passage]:
    hows, steps = {"done": "on", "dropped": "lost"}, {"planned": "Not started yet", "running": "Under way"}
    for row in Project.objects.visible_to(read.acting).select_related("client"):
        left = read.day(row.ended_at) if row.ended_at and row.state in hows else None
        since = read.day(row.started_at) if row.state == "running" and row.started_at else None
        yield Passage(
            "projects:project", str(row.pk), row.name, row.client.name, read.day(row.created_at), left, hows.get(row.state, ""),
            row.drop_reason if row.state == "dropped" else "", steps.get(row.state, ""), since,
        )  # fmt: skip


@station(
    "invoices", "Payment", 70, "payments.see", "An invoice is issued.", "Who sees to the money",
    "An invoice that says what was agreed, paid in two clicks; a friendly word when it is late.",
)  # fmt: skip
def invoices(read: Reading) -> Iterable[Passage]:
    for row in read.bills:
        settled = read.settled_on(row)
        step = "" if settled else "Late" if row.due_date and row.due_date < read.today else "Not due yet"
        yield Passage("documents:detail", str(row.pk), str(row), row.client.name, row.issue_date, settled, "on" if settled else "", "", step)


@station(
    "kept", "Between jobs", 80, "payments.see", "Everything that a client owed is paid.", "The owner of the client",
    "A word now and then that is about them; an answer when they come back.",
)  # fmt: skip
def kept(read: Reading) -> Iterable[Passage]:
    """From the day on which nothing was owed any more to the next invoice; a client that is archived meanwhile was lost."""
    bills: dict[Client, list[tuple[dt.date, dt.date | None]]] = {}
    for row in read.bills:
        bills.setdefault(row.client, []).append((row.issue_date, read.settled_on(row)))
    for client, spans in bills.items():
        yield from _between(client, spans, read)


def _between(client: Client, spans: list[tuple[dt.date, dt.date | None]], read: Reading) -> Iterable[Passage]:
    free_from: dt.date | None = None
    for place, (issued, settled) in enumerate(spans):
        if free_from is not None and issued > free_from:
            yield Passage("clients:detail", str(client.pk), f"Back after {(issued - free_from).days} days", client.name, free_from, issued, "on")
        if settled is None:
            return
        free_from = settled if place == 0 or free_from is None else max(free_from, settled)
    gone = client.archived_at and read.day(client.archived_at)
    yield Passage(
        "clients:detail", str(client.pk), "Archived" if gone else "Nothing agreed since", client.name, free_from or spans[-1][0], gone or None,
        "lost" if gone else "", "Archived" if gone else "",
    )  # fmt: skip


def _outcome(row: Document, read: Reading) -> tuple[dt.date | None, str, str]:
    """When a sent document was decided, how, and why it was lost."""
    if row.state == "accepted":
        return read.day(row.decided_at), "on", ""
    if row.state == "declined":
        return read.day(row.decided_at), "lost", row.decline_reason or "Declined without a reason"
    if row.state == "void":
        return read.day(row.voided_at), "on" if row.decided_at else "lost", "" if row.decided_at else row.void_reason
    if row.valid_until and row.valid_until < read.today:
        return row.valid_until + dt.timedelta(days=1), "lost", "Expired without an answer"
    return None, "", ""


def _opened(gate: Gate, read: Reading) -> dt.date:
    """The day on which the last of what it needs held, or on which somebody let it pass."""
    if gate.overridden_at:
        return read.day(gate.overridden_at)
    moments = [dt.datetime.fromisoformat(gate.held[slug]["at"]) for slug in gate.needs if slug in gate.held]
    return read.day(max(moments, default=gate.created_at))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
