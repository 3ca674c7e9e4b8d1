"""The studio's own pipeline: what may come, what was won, what was lost and why. Days count back from today."""

import datetime as dt
from typing import Any

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.sales.models import (
    Inquiry,
    InquiryForm,
    LostReason,
    Opportunity,
    SourceCost,
    Stage,
)
from clientkeep.relationship.clients.models import Client

from .firm import Firm
from .story import Story

# title, client on record or who asks, e-mail, value in cents, currency, source, noted, in which stage today, next step, on, decided by, last change
OPEN = [
    ("Menu boards for the harbour room", "Northwind Brewing", "", 340_000, "USD", "Existing client", 21, 2, "Send two versions of the price", 2, 20, 4),
    ("Signs for three practices", "Harbor Dental", "", 1_250_000, "USD", "Existing client", 33, 3, "Walk through the rooms with Dr Osei", 5, 12, 2),
    ("Catalogue of the autumn range", "Larkin Ltd", "", 680_000, "GBP", "Existing client", 40, 2, "Ask Harriet about the number of pages", -3, 45, 12),
    ("Brand for a cheese dairy", "Neskowin Dairy", "tess@neskowindairy.example", 920_000, "USD", "Referral", 12, 1, "First meeting in Tillamook", 1, 50, 3),
    ("Labels for a new cider", "Alderbrook Cider", "post@alderbrook.example", 410_000, "USD", "Trade fair", 46, 1, "", None, 75, 30),
    ("Website for a boat builder", "Youngs Bay Boats", "ned@youngsbayboats.example", 1_480_000, "USD", "Web search", 5, 0, "Ring Ned back", 0, 90, 5),
    ("Annual report", "Stonebridge Partners", "", 520_000, "USD", "Existing client", 2, 0, "Ask before they print", 6, 60, 2),
]  # fmt: skip
# title, client or who asks, e-mail, value, currency, source, noted, decided, reason (None: won)
DECIDED = [
    ("Packaging for bath salts", "Bloom & Co", "", 460_000, "USD", "Existing client", 120, 96, None),
    ("Second shop: signs and windows", "Acme Studio", "", 1_120_000, "USD", "Existing client", 150, 131, None),
    ("Summer festival poster", "Maple Ridge School", "", 95_000, "USD", "Referral", 88, 80, None),
    ("Shop front", "Seaside Cycles", "lou@seasidecycles.example", 380_000, "USD", "Trade fair", 140, 118, "Price"),
    ("Name for a hotel", "Hotel Wickiup", "desk@wickiup.example", 1_600_000, "USD", "Web search", 101, 60, "Chose somebody else"),
    ("Logo by Friday", "Ray Dunn", "ray@dunn.example", 40_000, "USD", "Web search", 30, 29, "Not our kind of work"),
]
COSTS = [("Trade fair", 140, 180_000), ("Web search", 100, 24_000), ("Web search", 40, 24_000)]

ASKED = [
    {"kind": "long", "label": "What do you need?", "required": True, "choices": []},
    {"kind": "choice", "label": "What do you think of spending?", "required": False, "choices": ["Under $5,000", "$5,000 to $15,000", "More"]},
    {"kind": "date", "label": "By when?", "required": False, "choices": []},
]
# who, e-mail, what they need, how much, by which campaign, days ago, why held off
INQUIRIES = [
    ("Marisol Vega", "marisol@vegaceramics.example", "We sell cups and plates at three markets and need a name that people remember.", "$5,000 to $15,000", "market-guide", 1, ""),
    ("Tom Osei", "tom@harbordental.example", "My sister runs the practice you did the signs for. Could you do a small site for my bakery?", "Under $5,000", "", 3, ""),
    ("SEO Team", "growth@rank.example", "We bring your site to page one.", "", "", 2, "It was sent quicker than anybody reads and types"),
]


def pipeline(story: Story) -> None:
    """Each opportunity on the day on which it was noted, moved and decided."""
    firm = story.firm
    for row in OPEN:
        _opened(story, row)
    for row in DECIDED:
        _decided(story, row)
    story.on(70, lambda: _form(firm), 9)
    for row in INQUIRIES:
        story.on(row[5], lambda row=row: _asks(firm, *row), 13)
    for source, days_ago, cents in COSTS:
        day = firm.today - dt.timedelta(days=days_ago)
        story.on(days_ago, lambda source=source, day=day, cents=cents: SourceCost.note(firm.workspace, firm.rowan, source, day, Money(cents, "USD")), 18)


def _opened(story: Story, row: tuple[Any, ...]) -> None:
    title, whose, email, cents, currency, source, noted, stage, step, on, closes, touched = row
    firm, made = story.firm, {}
    day = None if on is None else firm.today + dt.timedelta(days=on)
    known = {"close_on": firm.today + dt.timedelta(days=closes)}
    story.on(noted, lambda: made.update(it=_note(firm, title, whose, email, cents, currency, source, **known)), 12)
    if stage:
        story.on(touched, lambda: made["it"].move(firm.june, Stage.of(firm.workspace)[stage]), 15)
    story.on(touched, lambda: made["it"].change(firm.june, next_step=step, next_step_on=day), 16)


def _decided(story: Story, row: tuple[Any, ...]) -> None:
    title, whose, email, cents, currency, source, noted, decided, reason = row
    firm, made = story.firm, {}
    story.on(noted, lambda: made.update(it=_note(firm, title, whose, email, cents, currency, source)), 12)

    def decide() -> None:
        if reason is None:
            made["it"].win(firm.rowan)
        else:
            made["it"].lose(firm.rowan, next(each for each in LostReason.of(firm.workspace) if each.name == reason))

    story.on(decided, decide, 15)


def _note(firm: Firm, title: str, whose: str, email: str, cents: int, currency: str, source: str, **known: Any) -> Opportunity:
    client = Client.objects.filter(workspace=firm.workspace, name=whose).first()
    of = {"client": client} if client else {"name": whose, "email": email}
    owner = firm.owner if cents > 600_000 else firm.colleague
    return Opportunity.begin(firm.workspace, firm.rowan, title, source=source, value_minor=cents, currency=currency, owner=owner, **of, **known)


def _form(firm: Firm) -> None:
    words = "Two or three sentences are enough. One of us answers within a working day."
    InquiryForm.keep(firm.workspace, firm.rowan, title="Tell us what you need", intro=words, fields=ASKED, owner=firm.colleague, active=True)


def _asks(firm: Firm, name: str, email: str, need: str, budget: str, campaign: str, days_ago: int, held: str) -> None:
    said = [(ASKED[0]["label"], need), (ASKED[1]["label"], budget)]
    answers = [{"label": label, "answer": answer} for label, answer in said if answer]
    utm = {"utm_source": campaign} if campaign else {}
    Inquiry.receive(firm.workspace, name, email, answers, campaign=utm, held_why=held, owner=firm.colleague)
