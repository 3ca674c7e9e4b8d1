"""The account over the firm's records: computed from the journal, kept for lists, a turn told once."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.retention.trust import signals as s
from clientkeep.lifecycle.retention.trust.account import account_of
from clientkeep.lifecycle.retention.trust.jobs import read_what_changed
from clientkeep.lifecycle.retention.trust.standing import TrustStanding, read_all
from clientkeep.lifecycle.retention.trust.weights import TrustWeights
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.queue import run_due_jobs

DAY = dt.timedelta(days=1)


def talk(cast, client, days_ago: float) -> None:
    LogEntry.write(client, "call", "We talked.", cast.by, at=clock.now() - days_ago * DAY)


def weekly_talks(cast, client, *, until: int) -> None:
    for back in range(until + 56, until - 1, -7):
        talk(cast, client, back)


def signals_of(cast, client) -> list[str]:
    return [line.signal for line in account_of(client.workspace, client.pk, clock.now()).lines]


def test_a_paid_invoice_is_read_from_the_journal_and_its_paper(cast):
    with clock.moved(clock.now() - 20 * DAY):
        invoice = cast.invoice()
        Payment.book(cast.acme, invoice.total, "cash", cast.by, documents=[invoice])
    line = account_of(cast.north, cast.acme.pk, clock.now()).lines[-1]
    assert line.signal == s.PAID and invoice.number in line.why


def test_an_open_invoice_long_past_its_day_costs_trust(cast):
    with clock.moved(clock.now() - 60 * DAY):
        cast.invoice()
    assert signals_of(cast, cast.acme) == [s.UNPAID]


def test_one_client_s_account_holds_nothing_of_another_s(cast):
    talk(cast, cast.acme, 3)
    assert signals_of(cast, cast.acme) == [s.TALK] and signals_of(cast, cast.bloom) == []


def test_equal_events_give_equal_balances_for_two_clients(cast):
    for client in (cast.acme, cast.bloom):
        moment = clock.now()
        with clock.moved(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)):
            weekly_talks(cast, client, until=0)
        assert moment
    at = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
    assert account_of(cast.north, cast.acme.pk, at).balance == account_of(cast.north, cast.bloom.pk, at).balance > 0


def test_a_turn_is_told_once_however_often_the_accounts_are_read(cast):
    with clock.moved(clock.now() - 40 * DAY):
        cast.invoice()
    weekly_talks(cast, cast.acme, until=30)
    for _ in range(5):
        read_all(cast.north)
        TrustStanding.objects.update(read_on="2000-01-01")
    told = Event.objects.filter(slug="trust.turned", client_id=cast.acme.pk)
    assert told.count() == 1 and TrustStanding.objects.get(client=cast.acme).turned_on


def test_only_what_changed_is_read_again(cast):
    assert read_all(cast.north) == 2
    assert read_all(cast.north) == 0
    talk(cast, cast.bloom, 0)
    assert read_all(cast.north) == 1


def test_the_sweep_reads_each_firm_by_a_job_of_its_own(cast):
    read_what_changed()
    run_due_jobs()
    assert set(TrustStanding.objects.values_list("client__name", flat=True)) == {"Acme Studio", "Bloom & Co", "Zephyr Labs"}


def test_a_changed_weight_recomputes_the_past(cast):
    talk(cast, cast.acme, 30)
    long_ago = clock.now() - 10 * DAY
    before = account_of(cast.north, cast.acme.pk, long_ago).balance
    TrustWeights.change(cast.north, cast.by, 90, {s.TALK: 4})
    assert account_of(cast.north, cast.acme.pk, long_ago).balance == pytest.approx(2 * before, abs=0.1)
    TrustWeights.change(cast.north, cast.by, 90, {s.TALK: 0})
    assert account_of(cast.north, cast.acme.pk, long_ago).lines == []


@pytest.mark.parametrize(
    ("half_life", "points", "field"), [(6, {}, "half_life"), (731, {}, "half_life"), (90, {"talk": 21}, "talk"), (90, {"rumour": 1}, "rumour"), (90, {"talk": True}, "talk")]
)
def test_weights_that_make_no_sense_are_refused_by_name(cast, half_life, points, field):
    with pytest.raises(Invalid) as refused:
        TrustWeights.change(cast.north, cast.by, half_life, points)
    assert refused.value.field == field and not TrustWeights.objects.exists()


def test_the_pages_say_why(cast, as_member):
    weekly_talks(cast, cast.acme, until=30)
    with clock.moved(clock.now() - 40 * DAY):
        invoice = cast.invoice()
    read_all(cast.north)
    page = as_member(cast.olivia)
    said = page.get(reverse("trust:of_client", args=[cast.acme.pk])).content.decode()
    assert invoice.number in said and "A turn for the worse" in said and s.SIGNALS[s.UNPAID].advice in said
    assert "Acme Studio" in page.get(reverse("trust:everybody")).content.decode()
    assert "points" in page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    today = page.get(reverse("home:today")).content.decode()
    assert "trusts you less than before." in today


def test_a_member_sees_only_the_standings_of_own_clients(cast, as_member):
    read_all(cast.north)
    page = as_member(cast.mia)
    said = page.get(reverse("trust:everybody")).content.decode()
    assert "Acme Studio" in said and "Bloom" not in said and "Zephyr" not in said
    assert page.get(reverse("trust:of_client", args=[cast.bloom.pk])).status_code == 404


def test_the_settings_page_keeps_points_and_names_what_is_wrong(cast, as_member):
    page = as_member(cast.olivia)
    form = page.get(reverse("trust:weights")).context["form"]
    typed = {name: form.initial[name] for name in form.fields}
    assert page.post(reverse("trust:weights"), {**typed, "talk": 5, "half_life": 30}).status_code == 302
    kept = TrustWeights.objects.get()
    assert (kept.half_life, kept.points) == (30, {"talk": 5})
    refused = page.post(reverse("trust:weights"), {**typed, "talk": 99})
    assert refused.status_code == 422 and "talk" in refused.context["form"].errors
    assert TrustWeights.objects.get().points == {"talk": 5}


