"""Kickoffs of the demo: one was held and its recap confirmed, one is planned and its agenda sent. Days count back from today."""

import datetime as dt
from zoneinfo import ZoneInfo

from clientkeep.lifecycle.onboarding.kickoffs.holding import hold
from clientkeep.lifecycle.onboarding.kickoffs.sending import drafted_letter, send_agenda
from clientkeep.lifecycle.onboarding.kickoffs.writing import add_action, write
from clientkeep.lifecycle.onboarding.models import AgendaItem, Kickoff
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.recaps import sending

from .story import Story

# By the beginning of an item's title: notes, decisions, and actions as (whose, what, in how many days).
SAID = {
    "What this work is for": (
        "The fair is where buyers see them first. Mara shows two mugs that she likes; both are warm and a little rough.",
        "Direction B, with a warmer palette", [],
    ),
    "What is agreed": ("Signage comes up again. It is no part of this, and Mara says so herself.", "Signage is out of scope for now", []),
    "First milestone": (
        "The first sketches go to Mara alone, then to Theo for the numbers.", "",
        [("ours", "Show the first sketches", 12), ("theirs", "Send the photographs of both shops", 5)],
    ),
}  # fmt: skip


def gets_a_time(story: Story, days_ago: int, in_days: int, place: str) -> None:
    """The kickoff that the playbook planned gets its day, at two in the afternoon."""

    def act() -> None:
        found = _planned(story)
        found.change(story.firm.june, starts_at=_afternoon(story, in_days), minutes=80, place=place)

    story.on(days_ago, act, 11)


def plans(story: Story, days_ago: int, name: str, title: str, in_days: int, place: str) -> None:
    """One is planned by hand over what was agreed, with an item of their own."""

    def act() -> None:
        client = Client.objects.select_related("workspace", "owner__user").get(pk=story.client.pk)
        made = Kickoff.begin(
            client, story.firm.june, agreement=story._now(name), title=title, starts_at=_afternoon(story, in_days), minutes=60, place=place,
            members=[client.owner, story.firm.colleague], contacts=story.people[:1], about="Two windows that are seen from across the street",
        )  # fmt: skip
        AgendaItem.add(made, "When the shop can be closed for a morning", "The film needs dry glass and four quiet hours.")

    story.on(days_ago, act, 9)


def sends_agenda(story: Story, days_ago: int) -> None:
    """The agenda goes to the client, as it is drafted."""

    def act() -> None:
        found = _planned(story)
        send_agenda(found, story.firm.june, *drafted_letter(found, story.firm.june.name), story.people[:1])

    story.on(days_ago, act, 15)


def holds(story: Story, days_ago: int) -> None:
    """It is held and noted while people talk; the recap goes out the same day."""

    def act() -> None:
        found = _planned(story)
        for item in found.items.in_order():
            for begins, (notes, decided, actions) in SAID.items():
                if item.title.startswith(begins):
                    write(found, {f"notes:{item.pk}": notes, f"decisions:{item.pk}": decided})
                    for side, what, days in actions:
                        person = story.client.owner if side == "ours" else story.people[0]
                        due = found.workspace.today() + dt.timedelta(days=days)
                        add_action(found, item, what, f"{side}:{person.pk}", due.isoformat())
        sending.send(hold(found, story.firm.june), story.firm.june)

    story.on(days_ago, act, 16)


def _planned(story: Story) -> Kickoff:
    return Kickoff.objects.select_related("client__workspace", "workspace").get(client=story.client, state="planned")


def _afternoon(story: Story, in_days: int) -> dt.datetime:
    workspace = story.firm.workspace
    day = workspace.today() + dt.timedelta(days=in_days)
    return dt.datetime.combine(day, dt.time(14), tzinfo=ZoneInfo(workspace.time_zone))
