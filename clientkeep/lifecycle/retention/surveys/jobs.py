"""What surveys do by the clock: safe to run at any time, any number of times, by any number of schedulers."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import SYSTEM
from clientkeep.workspace.queue import every

from ..cases.model import Case
from . import letters, rules
from .model import Survey
from .rule import SurveyRule
from .sending import send, whom_to_ask

MOST = 1_000


@every("20 * * * *")
def send_what_is_due() -> None:
    """Ask whom each rule says; who may not be asked now is asked when nothing stands against it, within two weeks."""
    for rule in SurveyRule.objects.filter(active=True).select_related("workspace"):
        for client, occurrence in list(_due(rule)):
            contact = whom_to_ask(client)
            if contact is not None:
                _ask(rule, contact, occurrence)


@every("40 * * * *")
def remind_and_end() -> None:
    """Remind once whoever has not answered for five days, and end what nobody answered for thirty."""
    now = clock.now()
    open_now = Survey.objects.filter(state="asked").select_related("client__workspace", "contact", "letter")
    silent = open_now.filter(sent_at__lte=now - rules.ENDS_AFTER)
    for survey in [*silent[:MOST], *open_now.filter(letter__state="dropped")[:MOST]]:
        survey.end("the letter was dropped" if survey.letter.state == "dropped" else "nobody answered", SYSTEM)
    # A letter that never left needs no reminder.
    late = open_now.filter(reminded_at=None, letter__state="sent", letter__sent_at__lte=now - rules.REMIND_AFTER)
    paused = Case.objects.unresolved().values("client")
    living = late.filter(client__archived_at=None, contact__removed_at=None).exclude(client__in=paused)
    for survey in living.order_by("sent_at")[:MOST]:
        _remind(survey)


def _ask(rule: SurveyRule, contact, occurrence: str) -> None:
    try:
        send(contact, rule.kind, SYSTEM, rule.question, rule.more, rule, occurrence)
    except Conflict:
        return  # somebody was quicker, or a case was opened just now; the next run looks again


def _remind(survey: Survey) -> None:
    with transaction.atomic():
        if Survey.objects.filter(pk=survey.pk, state="asked", reminded_at=None).update(reminded_at=clock.now()):
            letters.write(survey, "survey_reminder")


def _due(rule: SurveyRule) -> Iterator[tuple[Client, str]]:
    today, asked = rule.workspace.today(), Survey.objects.filter(rule=rule)
    clients = Client.objects.filter(workspace=rule.workspace, archived_at=None).select_related("workspace")
    if rule.tier:
        clients = clients.filter(tier=rule.tier)
    # Who may not be asked now is left out here, so that a run over all clients stays short.
    clients = clients.exclude(pk__in=Case.objects.unresolved().values("client"))
    if rule.when == "rhythm":
        yield from _in_rhythm(rule, clients.filter(stage="active"), asked, today)
    else:
        yield from _after_payment(rule, clients, asked, today)


def _in_rhythm(rule: SurveyRule, clients, asked, today: dt.date) -> Iterator[tuple[Client, str]]:
    done = set(asked.filter(sent_at__gt=clock.now() - dt.timedelta(days=rule.days + 1)).values_list("client_id", "occurrence"))
    zone = rule.workspace.time_zone
    for client in clients.iterator(chunk_size=500):
        number = rules.due_round(local_date(client.created_at, zone), rule.days, rule.since, today)
        if number is not None and (client.pk, str(number)) not in done:
            yield client, str(number)


def _after_payment(rule: SurveyRule, clients, asked, today: dt.date) -> Iterator[tuple[Client, str]]:
    zone, wait = rule.workspace.time_zone, dt.timedelta(days=rule.days)
    oldest = clock.now() - wait - rules.GRACE - dt.timedelta(days=1)
    paid = Event.objects.filter(workspace=rule.workspace, slug="invoice.paid", happened_at__gte=oldest)
    rows = [
        (client_id, str(invoice))
        for client_id, invoice, at in paid.order_by("happened_at").values_list("client_id", "about_id", "happened_at")
        if rule.since <= (day := local_date(at, zone)) and day + wait <= today <= day + wait + rules.GRACE
    ]
    done = set(asked.filter(occurrence__in=[invoice for _, invoice in rows]).values_list("occurrence", flat=True))
    known = {client.pk: client for client in clients.filter(pk__in={client_id for client_id, _ in rows})}
    for client_id, invoice in rows:
        if client_id in known and invoice not in done:
            yield known[client_id], invoice
