"""Who is told of what: the owner, who covers, who is named; never who did it, left, or may not see."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.retention.models import Case
from clientkeep.relationship.clients.models import Client, ClientAccess
from clientkeep.relationship.conversations.absence.covering import settle_cover
from clientkeep.relationship.conversations.models import Wait
from clientkeep.relationship.conversations.response.jobs import watch_the_clock
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.journal.declaration import KINDS as EVENTS
from clientkeep.workspace.journal.models import Dispatch, Event
from clientkeep.workspace.notices.kinds import KINDS, OF_EVENT
from clientkeep.workspace.notices.models import Notice
from clientkeep.workspace.notices.telling import tell
from clientkeep.workspace.queue import run_due_jobs


def told(kind=None):
    rows = Notice.objects.filter(kind=kind) if kind else Notice.objects.all()
    return sorted(str(row.member) for row in rows.select_related("member__user"))


WIRED = """message.received response.due_soon response.breached document.accepted document.declined document.question payment.booked
payment.failed payment.disputed recap.questioned survey.answered case.opened trust.turned letter.failed letter.bounced cover.began
webhook.paused client.owner_changed""".split()


@pytest.mark.parametrize("slug", WIRED)
def test_each_kind_is_wired_to_an_event_that_exists(slug):
    assert slug in EVENTS
    assert OF_EVENT[slug] in list(KINDS)


def test_the_owner_is_told_once(owned, writes):
    said = writes("The <b>photos</b>")
    assert told("message") == ["Olivia North"]
    notice = Notice.objects.get(kind="message")
    assert (notice.client_id, notice.event.about_id) == (owned.acme.pk, said.pk)
    for _ in range(3):
        tell(notice.event)
    Dispatch.objects.filter(event=notice.event).update(state="due")
    run_due_jobs()
    assert told("message") == ["Olivia North"]


def test_without_an_owner_all_are_told_who_may_see_it(cast, writes):
    writes(client=cast.bloom, contact=cast.ben)
    assert told("message") == ["Adam Reed", "Olivia North", "Theo Hart"]  # Mia does not see Bloom, Carla reads no conversations
    writes()
    assert "Mia Wong" in told("message")
    assert not Notice.objects.filter(workspace=cast.south).exists()


def test_an_owner_who_left_leaves_nobody_untold(owned, writes):
    owned.acme.give_to(owned.theo, owned.by)
    run_due_jobs()
    Notice.objects.all().delete()
    owned.theo.disabled_at = clock.now()
    owned.theo.save()
    writes()
    assert told("message") == ["Adam Reed", "Mia Wong", "Olivia North"]


def test_nobody_is_told_of_their_own_act(owned):
    invoice = owned.invoice()
    Payment.book(owned.acme, Money.of("100", "USD"), "cash", owned.by, documents=[invoice])
    run_due_jobs()
    assert told("paid") == []
    Payment.book(owned.acme, Money.of("100", "USD"), "cash", owned.acting(owned.carla).actor, documents=[invoice])
    run_due_jobs()
    assert told("paid") == ["Olivia North"]


def test_old_mail_that_is_filed_late_and_machines_are_no_news(owned, writes):
    writes(at=clock.now() - dt.timedelta(days=30))
    writes(automatic=True)
    assert told() == []


def test_who_covers_is_told_that_they_do_and_of_what_comes(owned, writes):
    today = owned.north.today()
    Absence.plan(owned.olivia, owned.by, today, today + dt.timedelta(days=3), cover=owned.mia)
    settle_cover(owned.north)
    run_due_jobs()
    assert told("cover") == ["Mia Wong"]
    writes()
    assert told("message") == ["Mia Wong", "Olivia North"]


def test_a_client_who_changes_hands_tells_the_new_owner(cast):
    cast.acme.give_to(cast.theo, cast.by)
    run_due_jobs()
    assert told("given") == ["Theo Hart"]


def test_due_soon_and_late_are_told_once_however_often_it_is_looked(owned, writes):
    writes()
    wait = Wait.objects.get(client=owned.acme, closed_at=None, side="us")
    for moment in (wait.warn_at, wait.due_at):
        with clock.moved(moment + dt.timedelta(seconds=1)):
            for _ in range(50):
                watch_the_clock()
            run_due_jobs()
    assert (told("due_soon"), told("late")) == (["Olivia North"], ["Olivia North"])
    assert Event.objects.filter(slug="response.breached").count() == 1


def test_a_narrowed_member_is_told_of_their_clients_alone_and_loses_with_the_sight(owned, writes, as_member):
    for client in (owned.acme, owned.bloom):
        client.give_to(owned.mia, owned.by)
    writes()
    assert told("message") == ["Mia Wong"]
    page = as_member(owned.mia)
    assert "The photos" in page.get(reverse("notices:list")).content.decode()
    owned.acme.give_to(owned.olivia, owned.by)
    ClientAccess.objects.filter(client=owned.acme).delete()
    notice = Notice.objects.get(kind="message")
    seen = page.get(reverse("notices:list")).content.decode()
    assert "The photos" not in seen
    assert page.post(reverse("notices:opening", args=[notice.pk])).status_code == 404
    assert page.post(reverse("notices:reading", args=[notice.pk])).status_code == 404


def test_a_case_is_told_with_the_name_of_its_client(owned, as_member):
    with transaction.atomic():
        Case.begin(Client.objects.get(pk=owned.acme.pk), "late photos", owned.acting(owned.theo).actor, "complaint", "", owned.jo)
    run_due_jobs()
    assert told("case") == ["Olivia North"]
    seen = as_member(owned.olivia).get(reverse("notices:list")).content.decode()
    assert "Acme Studio: A case was opened: late photos" in seen
