"""What the studio does for all its clients: hours, how fast it answers, who is away, templates, a mailing, reviews."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.reviews.model import Review
from clientkeep.lifecycle.retention.trust.standing import read_all
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.absence import telling
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.mailings.model import Mailing
from clientkeep.relationship.conversations.response.promise import ResponsePromise
from clientkeep.relationship.conversations.response.rules import Pledge
from clientkeep.relationship.conversations.writing.templates import keep_template
from clientkeep.workspace.hours.models import Absence, ClosedDays, WorkingHours
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting

from . import clauses, playbooks, sequences, updates
from .firm import Firm
from .story import Story

DAY = "9:00-12:30, 13:30-17:30"
PLEDGES = {"a": Pledge(4, "hours"), "b": Pledge(1, "days"), "c": Pledge(2, "days")}
SEASON = """
Hello {contact},

a short word from the studio: from next month June keeps Thursdays free for small changes, the kind that otherwise wait for weeks.
If something on your list is small, send it by Wednesday and it is done the day after.
"""
STRANGER = """\
From: Della Fenwick <della@tidehousebakery.example>
To: hello@tidewater.example
Subject: A sign for our second bakery
Message-ID: <first.word@tidehousebakery.example>
Content-Type: text/plain; charset=utf-8

Hello,

Quinn at Quill & Ivy gave me your name. We open a second bakery in Warrenton before the summer and need a sign, a menu board
and paper bags that belong together. Do you take on something of this size, and what would the first step be?

Della Fenwick
Tidehouse Bakery
"""
HANDED = "They stopped when the malt got dear, not over our work. Ask about the spring labels; the owner likes a call before eight."
NOTED = {
    "Acme Studio": ("The second shop decides her whole year. Keep two options ready.", "", 0),
    "Harbor Dental": ("Leo does the photos now; write to him, with Dr Osei in copy.", "", 0),
    "Larkin Ltd": ("Harriet likes paper in her hand more than pictures of it.", "", 0),
    "Quill & Ivy": ("Quinn used to write every other week. Ring instead of writing.", "Ring Quinn, without an agenda", 1),
}


def studio(story: Story) -> None:
    """The firm's own year. Days count back from today."""
    firm = story.firm
    story.on(430, lambda: _works(firm), 9)
    playbooks.writes(story, 429, "design", "software")
    clauses.library(story)
    story.on(96, lambda: _is_away(firm, 80, 73, "I am in the mountains without a telephone."), 10)
    story.on(20, lambda: _is_away(firm, -16, -20, "A week of printing in the old press at Nehalem."), 10)
    story.on(60, lambda: _mailing(firm), 11)
    story.on(updates.SINCE, lambda: updates.chooses(firm), 9)
    sequences.writes(story, 30, "quiet-quote", "after-a-project", "dormant")
    story.on(4, lambda: _closes(firm), 12)
    story.on(9, lambda: _review(firm, None), 9)
    story.on(3, lambda: _client(firm, "Northwind Brewing").give_to(firm.owner, firm.june), 16)
    story.on(2, lambda: _client(firm, "Northwind Brewing").hand_overs.get().leave_note(HANDED, firm.june), 9)
    story.on(1, lambda: _stranger_writes(firm), 18)
    story.on(0, lambda: _review(firm, 2), 9)


def _works(firm: Firm) -> None:
    WorkingHours.keep(firm.workspace, None, firm.rowan, [DAY] * 4 + ["9:00-12:30", "", ""], country="US", region="OR")
    for tier, pledge in PLEDGES.items():
        ResponsePromise.make(firm.workspace, firm.rowan, pledge, tier=tier)


def _is_away(firm: Firm, first: int, last: int, note: str) -> None:
    """June is away; the days count back from today, below zero they are to come. Rowan covers, and June's clients are told."""
    absence = Absence.plan(
        firm.colleague, firm.rowan, firm.today - dt.timedelta(days=first), firm.today - dt.timedelta(days=last), firm.owner, note
    )
    acting = Acting(firm.workspace, firm.colleague)
    telling.tell(acting, absence, {str(draft.contact.pk) for draft in telling.drafts_of(acting, absence)})


def _mailing(firm: Firm) -> None:
    words = {"": Words("Small changes, every Thursday", SEASON.strip())}
    template = keep_template(firm.workspace, firm.rowan, "", "Thursdays for small changes", words)
    clients = Client.objects.current().filter(workspace=firm.workspace, stage="active").order_by("pk")
    Mailing.make(Acting(firm.workspace, firm.owner), template, clients).send(firm.rowan)


def _client(firm: Firm, name: str) -> Client:
    return Client.objects.select_related("workspace", "owner__user").get(workspace=firm.workspace, name=name)


def _closes(firm: Firm) -> None:
    first = firm.today + dt.timedelta(days=45)
    ClosedDays.add(firm.workspace, firm.rowan, "Studio closed: we move the printing press", first, first + dt.timedelta(days=1))


def _stranger_writes(firm: Firm) -> None:
    Filing(firm.workspace).file(Fetched.of(STRANGER.replace("\n", "\r\n").encode(), clock.now()))


def _review(firm: Firm, cards: int | None) -> None:
    """Rowan goes through all clients, or through so many of them and is called away."""
    read_all(firm.workspace)
    review = Review.begin(Acting(firm.workspace, firm.owner))
    for pk in review.order[:cards]:
        client = Client.objects.select_related("workspace").get(pk=pk)
        note, step, in_days = NOTED.get(client.name, ("", "", 0))
        if note:
            review.keep(client, firm.rowan, note=note, step=step, step_on=firm.today + dt.timedelta(days=in_days) if step else None)
        else:
            review.skip(client, firm.rowan)
    if cards is None:
        review.finish(firm.rowan)
