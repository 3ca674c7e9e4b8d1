"""Proposals of the demo studio: one that was chosen from and accepted, one that waits with three packages."""

import datetime as dt
from typing import Any

from clientkeep.lifecycle.agreements.models import Bid, Proposal, ProposalTemplate
from clientkeep.lifecycle.agreements.proposals.blocks import rules
from clientkeep.lifecycle.agreements.proposals.lenders import LENDERS
from clientkeep.lifecycle.agreements.proposals.lending import showing
from clientkeep.lifecycle.sales.models import Opportunity

from . import clauses
from .story import Story


def _line(description: str, price: str) -> dict[str, str]:
    return {"description": description, "unit_price": price}


def _half_and_half() -> dict[str, Any]:
    return {
        "type": "schedule", "title": "Payment",
        "rows": [
            {"what": "To begin", "share": "50%", "when": "on acceptance"},
            {"what": "The rest", "share": "50%", "when": "when the last files are handed over"},
        ],
    }  # fmt: skip


def _around(aim: str, deliverables: list[dict[str, str]], milestones: list[dict[str, str]], without: list[str]) -> tuple[list, list]:
    before = [{"type": "text", "title": "What you want to reach", "text": aim}]
    after = [
        {"type": "deliverables", "title": "What you get", "rows": deliverables},
        {"type": "timeline", "title": "Timeline", "rows": milestones},
        {"type": "out_of_scope", "title": "Not included", "rows": [{"what": each} for each in without]},
        {"type": "response", "title": "How fast we answer", "rows": [{"what": "Questions by mail", "when": "1 working day"}]},
        _half_and_half(),
        {"type": "terms", "title": "Terms", "text": "What we make is yours once the last invoice is paid. Until then you may show it, not sell it."},
    ]
    return before, after


def _school() -> list[dict[str, Any]]:
    before, after = _around(
        "Maple Ridge turns 75. The crest should look **as old as the school**, and still be read on a phone.\n\n"
        "- one crest for doors, letters and screens\n- ready before the anniversary week",
        [
            {"what": "Crest", "revisions": "2", "criteria": "The board has chosen one of two drafts, and it is legible at 16 pixels."},
            {"what": "Letterhead", "revisions": "1", "criteria": "The printer has accepted the file."},
        ],
        [
            {"what": "Two drafts", "when": "3 weeks after the deposit"},
            {"what": "The board chooses", "when": "5 days after the drafts"},
            {"what": "Files handed over", "when": "2 weeks after the choice"},
        ],
        ["Printing and postage", "Signs outside the building", "Photography"],
    )
    packages = [
        {"type": "package", "title": "Crest", "text": "The mark alone.", "rows": [_line("School crest", "1800")]},
        {
            "type": "package", "title": "Anniversary", "text": "The mark and all that carries it in the year.", "recommended": True,
            "rows": [_line("School crest", "1800"), _line("Letterhead and envelopes", "950"), _line("Anniversary poster", "700")],
        },
        {
            "type": "package", "title": "Whole school", "text": "Everything that bears the name.",
            "rows": [_line("School crest", "1800"), _line("Letterhead and envelopes", "950"), _line("Signs, designed", "1600"), _line("Guidelines", "900")],
        },
    ]  # fmt: skip
    options = {"type": "options", "title": "Options", "rows": [_line("Crest as a stamp for the office", "180"), _line("A talk for the pupils about how it was made", "250")]}
    return [*before, {"type": "price", "title": "In every package", "rows": [_line("Afternoon in the school's archive", "400")]}, *packages, options, *after]


def _shop() -> list[dict[str, Any]]:
    before, after = _around(
        "A shop window that changes with the season, and labels that the team can set without us.",
        [{"what": "Window set", "revisions": "2", "criteria": "It stands in the window and the team has changed it once alone."}],
        [{"what": "Sketches", "when": "2 weeks after the deposit"}, {"what": "Set in the window", "when": "4 weeks after the sketches"}],
        ["Building work", "Lamps"],
    )
    packages = [
        {"type": "package", "title": "One season", "text": "Spring.", "rows": [_line("Window set, spring", "1400")]},
        {"type": "package", "title": "The year", "text": "All four.", "recommended": True, "rows": [_line("Window sets, four seasons", "4600")]},
    ]  # fmt: skip
    options = {"type": "options", "title": "Options", "rows": [_line("Labels for the shelves", "380"), _line("Photographs of each window", "520")]}
    return [*before, *packages, options, *after]


OFFERS = {"school": _school, "shop": _shop}


def offers(story: Story, days_ago: int, name: str, what: str, title: str, with_proof: bool = False, asked: int | None = None) -> None:
    """A proposal is written and sent on one day, with the case studies and testimonials that others may read by then.

    It is for the opportunity that was noted on the day `asked`, if one was.
    """
    noted: dict[str, Opportunity] = {}
    if asked:
        story.on(asked, lambda: noted.update(it=_asks(story, title)), 10)

    def act() -> None:
        until = story.firm.workspace.today() + dt.timedelta(days=30)
        blocks = rules.checked(OFFERS[what]())
        for lender in LENDERS if with_proof else ():
            blocks = showing(blocks, lender.kind, lender.shown(lender.rows(story.firm.workspace)))
        story.papers[name] = Proposal.compose(story.client, story.firm.rowan, blocks, title=title, valid_until=until)
        clauses.take(story.firm, story.papers[name])
        if noted:
            Bid.link(story.papers[name], noted["it"], story.firm.rowan)

    story.on(days_ago, act, 11)
    story.sends(days_ago, name)


def _asks(story: Story, title: str) -> Opportunity:
    firm = story.firm
    return Opportunity.begin(
        firm.workspace, firm.rowan, title, client=story.client, value_minor=500_000, currency="USD", source="Existing client", owner=firm.colleague,
        close_on=firm.workspace.today() + dt.timedelta(days=21),
    )  # fmt: skip


def becomes_a_template(story: Story, days_ago: int, name: str, title: str) -> None:
    """What was offered is kept to begin others with."""
    story.on(days_ago, lambda: ProposalTemplate.keep(Proposal.objects.get(pk=story.papers[name].pk), story.firm.rowan, title), 16)


def rewrites(story: Story, days_ago: int, name: str, option: str, price: str) -> None:
    """The next version is begun, with one more option."""

    def act() -> None:
        paper = Proposal.objects.get(pk=story.papers[name].pk).new_version(story.firm.rowan)
        blocks = [{**block, "rows": [*block["rows"], _line(option, price)]} if block["type"] == "options" else block for block in paper.content]
        paper.arrange(story.firm.rowan, blocks)

    story.on(days_ago, act, 15)
