"""The facts of one client that an update may tell: what the client was told or may see, never what is internal.

Of a talk it is said that it took place, never what was noted of it. Notes, background, other fields, questions
saved for the next talk and drafts are not read at all.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import F, Q

from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Recap, Thread
from clientkeep.relationship.conversations.recaps.rules import day_words
from clientkeep.relationship.documents.kinds import KINDS
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event

from . import rules
from .rules import Fact, Facts, Span
from .slots import MONEY

TALKS = ("call", "meeting")
# A talk that is logged late is still told; one from long ago came with somebody's tidying up.
LOGGED_LATE = dt.timedelta(days=14)
MOST = 30


def facts_of(client: Client, span: Span) -> Facts:
    """Read what an update of this span tells."""
    promises = Promise.objects.filter(client=client).select_related("contact", "member__user", "client", "workspace")
    going = list(promises.open().order_by(F("due_on").asc(nulls_last=True), "pk")[: 2 * MOST])
    ours, theirs = [row for row in going if row.is_ours], [row for row in going if not row.is_ours]
    papers = Document.objects.filter(client=client).shown_to_client().exclude(role="opening").select_related("workspace")
    return Facts(
        done=[*_kept(promises, span), *_decided(client, span), *_papers(papers, span), *_talks(client, span), *_files(client, span)],
        late=list(_late(ours, span)),
        next=[*_step(client, span), *_ours(ours, span), *_answers(client, span)],
        needed=[*_theirs(theirs, span), *_quotes(papers, span), *_recaps(client, span)],
        money=[fact for each in MONEY.filled(span, client) for fact in each["context"]["facts"]],
    )


def _kept(promises, span: Span) -> Iterator[Fact]:
    rows = promises.filter(state="kept", changed_at__gt=span.since, changed_at__lte=span.until).order_by("closed_on", "pk")
    for row in rows[:MOST]:
        by = f" by {row.contact}" if row.contact and not row.is_ours else ""
        yield Fact(f"{row.what}, done{by} on {day_words(row.closed_on)}{'' if row.is_ours else '. Thank you'}")


def _decided(client: Client, span: Span) -> Iterator[Fact]:
    rows = Decision.objects.filter(client=client, ended_on=None, created_at__gt=span.since, created_at__lte=span.until)
    for row in rows.order_by("decided_on", "pk")[:MOST]:
        yield Fact(f"Decided on {day_words(row.decided_on)}: {row.what}")


def _papers(papers, span: Span) -> Iterator[Fact]:
    for row in papers.filter(issued_at__gt=span.since, issued_at__lte=span.until).order_by("issued_at", "pk")[:MOST]:
        about = f": {row.title}" if row.title else ""
        due = f", due on {day_words(row.due_date)}" if row.due_date else ""
        yield Fact(f"{row}{about}, over {Figures(row).money(row.total_minor)}{due}")
    accepted = papers.filter(state="accepted", decided_at__gt=span.since, decided_at__lte=span.until)
    for row in accepted.order_by("decided_at", "pk")[:MOST]:
        by = f" by {row.decided_by}" if row.decided_by else ""
        yield Fact(f"{row} was accepted{by} on {_day(row, row.decided_at)}")


def _talks(client: Client, span: Span) -> Iterator[Fact]:
    logged = Q(corrects=None, created_at__gt=span.since, happened_at__gt=span.since - LOGGED_LATE) | Q(happened_at__gt=span.since)
    rows = LogEntry.objects.filter(logged, client=client, kind__in=TALKS, corrected_by=None, happened_at__lte=span.until)
    for row in rows.select_related("contact", "workspace").order_by("happened_at", "pk")[:MOST]:
        whom = f" with {row.contact}" if row.contact else ""
        yield Fact(f"{row.get_kind_display()}{whom} on {_day(row, row.happened_at)}")


def _files(client: Client, span: Span) -> Iterator[Fact]:
    shown = Event.objects.filter(
        workspace=client.workspace_id, client_id=client.pk, slug="file.shown", recorded_at__gt=span.since, recorded_at__lte=span.until
    )
    rows = StoredFile.objects.filter(workspace=client.workspace_id, client_id=client.pk, shown_to_client=True, removed_at=None, purpose="file")
    rows = rows.filter(Q(pk__in=shown.values("about_id")) | Q(created_at__gt=span.since, created_at__lte=span.until))
    for row in rows.filter(replaced_by=None).order_by("created_at", "pk")[:MOST]:
        yield Fact(f"Shared with you in the portal: {row.name}")


def _late(ours: list[Promise], span: Span) -> Iterator[Fact]:
    for row in ours:
        passed = row.due_on is not None and row.due_on < span.today
        moved = row.due_on is not None and row.first_due_on is not None and row.due_on > row.first_due_on and row.changed_at > span.since
        if passed or moved:
            is_new = moved or row.due_on >= span.since_day or row.changed_at > span.since
            yield Fact(rules.late(row.what, row.first_due_on or row.due_on, row.due_on, span.today), is_new)


def _ours(ours: list[Promise], span: Span) -> Iterator[Fact]:
    for row in ours:
        if row.due_on is None or row.due_on >= span.today:
            yield Fact(rules.promised(row.what, row.due_on), row.changed_at > span.since)


def _step(client: Client, span: Span) -> Iterator[Fact]:
    """What is planned next; a day that has passed is no news of what comes."""
    if client.next_step and not (client.next_step_on and client.next_step_on < span.today):
        on = f", on {day_words(client.next_step_on)}" if client.next_step_on else ""
        yield Fact(f"{client.next_step}{on}", is_new=False)


def _answers(client: Client, span: Span) -> Iterator[Fact]:
    """What they wrote and we owe an answer to. Its subject stays between us and who wrote it."""
    for row in Thread.objects.filter(client=client, waits_since__isnull=False).select_related("workspace").order_by("waits_since")[:MOST]:
        yield Fact(f"Our answer to your message of {_day(row, row.waits_since)}", row.waits_since > span.since)


def _theirs(theirs: list[Promise], span: Span) -> Iterator[Fact]:
    for row in theirs:
        became_late = row.due_on is not None and span.since_day <= row.due_on < span.today
        yield Fact(rules.asked(str(row.contact or ""), row.what, row.due_on, span.today), became_late or row.changed_at > span.since)


def _quotes(papers, span: Span) -> Iterator[Fact]:
    kinds = [kind.slug for kind in KINDS if kind.answerable]
    for row in papers.of_kind(*kinds).filter(state="issued").order_by("issued_at", "pk")[:MOST]:
        if not row.expired:
            until = f", which holds until {day_words(row.valid_until)}" if row.valid_until else ""
            yield Fact(f"Your answer to {row}{until}", row.issued_at > span.since)


def _recaps(client: Client, span: Span) -> Iterator[Fact]:
    for row in Recap.objects.filter(client=client, state="sent").order_by("sent_at", "pk")[:MOST]:
        yield Fact(f"Your word on the recap “{row.subject}”", row.sent_at > span.since)


def _day(row, moment: dt.datetime) -> str:
    return day_words(local_date(moment, row.workspace.time_zone))
