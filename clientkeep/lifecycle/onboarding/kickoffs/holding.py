"""A kickoff was held: one log entry, the decisions and promises of the client's record, and a recap to be confirmed. Once."""

import datetime as dt
import uuid

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Recap
from clientkeep.relationship.conversations.recaps.drafting import drafted, recipients
from clientkeep.workspace.members.acting import Actor

from . import rules
from .agenda import Basis, dates_of
from .items import AgendaItem, KickoffAction
from .model import Kickoff


def hold(kickoff: Kickoff, by: Actor, at: dt.datetime | None = None, minutes: int | None = None) -> Recap:
    """Log it as a meeting, put its decisions and actions on record, and draft the recap; said twice, it gives the same recap.

    `at` (UTC): when it began; without it the planned time, or now where that is still to come. Raises Invalid for a time to
    come or impossible minutes, Conflict where it was cancelled.
    """
    with transaction.atomic():
        kickoff.hold()
        if kickoff.recap_id:
            return kickoff.recap
        kickoff.require_planned()
        items = list(kickoff.items.in_order())
        actions = list(kickoff.actions.in_order().select_related("member__user", "contact", "workspace", "kickoff__client"))
        entry = _logged(kickoff, by, items, actions, at, minutes)
        decided = [_decide(kickoff, by, entry, item, words) for item in items for words in rules.decisions_in(item.decisions)]
        for action in actions:
            _promise(kickoff, by, entry, action)
        recap = _recap(kickoff, by, entry)
        kickoff.becomes_held(by, entry, recap, f"{_count(len(decided), 'decision')}, {_count(len(actions), 'action')}")
    return recap


def _logged(
    kickoff: Kickoff, by: Actor, items: list[AgendaItem], actions: list[KickoffAction], at: dt.datetime | None, minutes: int | None
) -> LogEntry:
    now = clock.now()
    planned = kickoff.starts_at if kickoff.starts_at and kickoff.starts_at <= now else now
    contacts = list(kickoff.contacts.all())
    present = [*map(str, kickoff.members.select_related("user")), *map(str, contacts)]
    said = [
        rules.Said(item.title, item.notes, rules.decisions_in(item.decisions), [each.told for each in actions if each.item_id == item.pk])
        for item in items
    ]  # fmt: skip
    return LogEntry.write(
        kickoff.client, "meeting", rules.minutes(kickoff.title, present, said), by, contact=contacts[0] if contacts else None,
        at=at or planned, minutes=minutes or kickoff.minutes, id=kickoff.pk,
    )  # fmt: skip


def _decide(kickoff: Kickoff, by: Actor, entry: LogEntry, item: AgendaItem, words: str) -> Decision:
    return Decision.note(kickoff.client, what=words, by=by, evidence=entry, id=uuid.uuid5(item.pk, words))


def _promise(kickoff: Kickoff, by: Actor, entry: LogEntry, action: KickoffAction) -> Promise:
    return Promise.make(
        kickoff.client, side=action.side, what=action.what, by=by, due_on=action.due_on, contact=action.contact, member=action.member,
        source=entry, id=action.pk,
    )  # fmt: skip


def _recap(kickoff: Kickoff, by: Actor, entry: LogEntry) -> Recap:
    """Drafted by the recaps' own words, with the first milestone in writing; to those who took part and can be written to."""
    today = kickoff.workspace.today()
    first = rules.next_reached(dates_of(Basis(kickoff.client, kickoff.agreement, today)), today)
    subject, text = drafted(entry, by.name, [("The first milestone", [rules.dated_line(first)])] if first else [])
    there = [each for each in kickoff.contacts.all() if each.email and each.removed_at is None]
    return Recap.begin(entry, by, subject=subject, text=text, to=there or recipients(entry), id=kickoff.pk)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
