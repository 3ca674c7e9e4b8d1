"""The matters that this stage and those before it know: what is agreed, what was answered, how one works together, what is open."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clientkeep.lifecycle.agreements.models import Content
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.lifecycle.agreements.scope.ledger import Ledger, ledger_of
from clientkeep.lifecycle.onboarding.expectations.model import ExpectationsLetter
from clientkeep.lifecycle.onboarding.intake.model import Intake, answers_of
from clientkeep.lifecycle.onboarding.intake.rules import wrongs
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.relationship.conversations.models import Question
from clientkeep.relationship.conversations.response.promise import Promises
from clientkeep.relationship.documents.wording import Figures

from .agenda import DATES, Basis, dates_of, matter
from .rules import Dated, dated_line, next_reached, sections_of

TOGETHER = ("Where to reach us", "When we are there", "How soon we answer", "When we meet")


@matter("aim", "What this work is for", 10, always=True)
def aim(basis: Basis) -> Sequence[str]:
    """What the playbook's step says that the meeting is about."""
    return basis.about.splitlines()


@matter("told", "What you told us", 20)
def answered(basis: Basis) -> list[str]:
    """The client's own answers of the intake form."""
    return [f"{question} {' '.join(words.split())[:300]}" for question, words in answers_of(basis.client, basis.agreement).items()]


@matter("scope", "What is agreed", 30)
def agreed(basis: Basis) -> Iterator[str]:
    """The items of the ledger with price and revision rounds, and the price of all. Milestones stand among the dates."""
    if ledger := _ledger(basis):
        figures = Figures(ledger.agreement)
        for item in ledger.agreed.items:
            if item.part != "milestone":
                price = f": {figures.money(item.amount_minor)}" if item.part == "line" or item.amount_minor else ""
                rounds = "" if item.revisions is None else f", {item.revisions} round{'' if item.revisions == 1 else 's'} of revision"
                yield f"{item.what}{price}{rounds}"
        yield f"Together {figures.money(ledger.agreed.price_minor)}, agreed by {ledger.agreed.items[0].by}" if ledger.agreed.items else ""


@matter("dates", "Dates and milestones", 40)
def dates(basis: Basis) -> list[str]:
    """What is reached by which day, and what the timeline of the proposal says besides."""
    known = [each for each in dates_of(basis) if each.due_on]
    names = {each.what.casefold() for each in known}
    return [dated_line(each) for each in known] + [
        f"{row['what']}: {row['when']}" for row in _rows(basis, "timeline") if row.get("when") and row["what"].casefold() not in names
    ]


@matter("limits", "What is not included, and how changes are made", 50)
def limits(basis: Basis) -> Iterator[str]:
    """What the proposal leaves out, and how often each thing may be revised."""
    for row in _rows(basis, "out_of_scope"):
        yield f"Not included: {row['what']}"
    for row in _rows(basis, "deliverables"):
        if rounds := row.get("revisions"):
            yield f"{row['what']}: {rounds} round{'' if rounds == '1' else 's'} of revision" + (f"; accepted when {row['criteria']}" if row.get("criteria") else "")


@matter("payments", "Payments", 60)
def payments(basis: Basis) -> Iterator[str]:
    """What is paid when: the schedule that was chosen, else the deposit and what follows it."""
    if basis.agreement is None:
        return
    what, figures = chosen(basis.agreement), Figures(basis.agreement)
    for each in what.payments:
        yield f"{each['what']}: {figures.money(each['amount_minor'])}" + (f", {each['when']}" if each.get("when") else "")
    if not what.payments and what.deposit:
        yield f"Deposit: {figures.money(what.deposit.minor)}"
        yield f"Afterwards: {figures.money(what.total.minor - what.deposit.minor)}"


@matter("together", "How we work together", 70)
def working(basis: Basis) -> list[str]:
    """What the expectations letter says of channels, hours, answers and meetings; else the response promise that holds."""
    letter = ExpectationsLetter.objects.filter(client=basis.client).shown_to_client().order_by("-sent_at").first()
    said = sections_of(letter.text, TOGETHER) if letter else []
    pledge = Promises(basis.client.workspace).of(basis.client)
    return said or ([] if pledge.unit == "none" else [f"You hear from us {pledge}."])


@matter("missing", "What we still need from you", 80)
def missing(basis: Basis) -> Iterator[str]:
    """Required questions of forms that are with the client, and their own steps that are open."""
    for form in Intake.objects.filter(client=basis.client, state="open").order_by("sent_at", "pk"):
        unanswered = wrongs(form.asked, form.answers, whole=True)
        yield from (f"{form.name}: {each.label}" for each in form.asked if each.key in unanswered)
    steps = PlaybookStep.objects.under_way().filter(run__client=basis.client, side="client", state__in=("open", "blocked")).exclude(kind="form")
    yield from steps.order_by("due_on", "pk").values_list("title", flat=True)


@matter("questions", "Our open questions", 90, internal=True)
def questions(basis: Basis) -> list[str]:
    """What was kept to be asked at the next talk: internal, like a note."""
    return list(Question.objects.filter(client=basis.client).open().values_list("text", flat=True))


@matter("next", "First milestone and next steps", 100, always=True)
def next_steps(basis: Basis) -> list[str]:
    """What is reached first."""
    first = next_reached(dates_of(basis), basis.today)
    return [f"First: {dated_line(first)}"] if first else []


def _of_ledger(basis: Basis) -> list[Dated]:
    ledger = _ledger(basis)
    return [Dated(item.what, item.due_on) for item in ledger.agreed.items] if ledger else []


DATES.add("ledger", _of_ledger)


def _ledger(basis: Basis) -> Ledger | None:
    return ledger_of(basis.agreement, basis.today) if basis.agreement else None


def _rows(basis: Basis, kind: str) -> list[Mapping[str, Any]]:
    kept = Content.objects.filter(document=basis.agreement).first() if basis.agreement else None
    return [row for block in (kept.blocks if kept else ()) if block.get("type") == kind for row in block.get("rows", ()) if row.get("what")]

