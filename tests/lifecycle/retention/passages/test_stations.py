"""Each station is read from the rows of its own room, and only from those that a person may see."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.lifecycle.onboarding.models import Playbook
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.retention.passages import stations  # noqa: F401  they announce themselves
from clientkeep.lifecycle.retention.passages.station import STATIONS, Reading, stations_for
from clientkeep.lifecycle.sales.models import Inquiry, LostReason, Opportunity
from clientkeep.workspace.queue import run_due_jobs

START = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


def day(number: int):
    return clock.moved(START + dt.timedelta(days=number))


def passed(cast, slug, member=None):
    return [(each.entered.isoformat(), each.left and each.left.isoformat(), each.how, each.why or each.step) for each in STATIONS[slug].passages(Reading(cast.acting(member or cast.olivia)))]


def quote(cast, client=None, **values):
    return cast.document("quote", client or cast.acme, **values)


def test_an_agreement_is_accepted_declined_expired_or_waits(cast):
    with day(0):
        accepted, declined, expired, _ = (quote(cast, valid_until=until) for until in (None, None, dt.date(2026, 3, 5), None))
    with day(2):
        accepted.accept(cast.by)
        declined.decline(cast.by, "Too dear")
        assert sorted(passed(cast, "agreements"), key=str) == sorted([
            ("2026-03-02", "2026-03-04", "on", ""), ("2026-03-02", "2026-03-04", "lost", "Too dear"),
            ("2026-03-02", None, "", "Not opened yet"), ("2026-03-02", None, "", "Not opened yet"),
        ], key=str)  # fmt: skip
    with day(9):
        assert ("2026-03-02", "2026-03-06", "lost", "Expired without an answer") in passed(cast, "agreements")
        expired.refresh_from_db()
        assert expired.state == "issued"


@pytest.mark.django_db(transaction=True)
def test_a_start_waits_for_what_is_missing_until_somebody_lets_it_pass(cast):
    with day(0):
        agreed = quote(cast, deposit_percent="50")
        agreed.accept(cast.by)
        run_due_jobs()
    gate = Gate.objects.get(document=agreed)
    with day(1):
        assert passed(cast, "gates") == [("2026-03-02", None, "", "Waits for the deposit")]
    with day(3):
        gate.override(cast.by, "They pay on Friday, and we know them.")
        assert passed(cast, "gates") == [("2026-03-02", "2026-03-05", "on", "")]


def test_a_project_is_planned_started_and_done(cast):
    with day(0):
        one, other = (Project.plan(cast.acme, cast.by, name=name) for name in ("Signs", "Menu"))
        other.drop(cast.by, "They moved away")
    with day(2):
        assert sorted(passed(cast, "projects"), key=str) == [("2026-03-02", "2026-03-02", "lost", "They moved away"), ("2026-03-02", None, "", "Not started yet")]
        one.start(cast.by)
    with day(5):
        waits = next(each for each in STATIONS["projects"].passages(Reading(cast.acting(cast.olivia))) if not each.how)
        assert (waits.step, waits.waited(dt.date(2026, 3, 7))) == ("Under way", 3)
        one.finish(cast.by)
        assert ("2026-03-02", "2026-03-07", "on", "") in passed(cast, "projects")


def test_onboarding_says_which_step_waits_and_for_whom(cast):
    with day(0):
        photos = {"key": "photos", "kind": "task", "side": "client", "title": "Send the photos", "days": 0}
        start(cast.acting(cast.olivia), Playbook.make(cast.north, cast.by, "A good start", [photos]), cast.acme, cast.jo)
        go_on_with_playbooks()
    with day(4):
        (found,) = STATIONS["onboarding"].passages(Reading(cast.acting(cast.olivia)))
        assert found.how == "" and found.step == "The client: Send the photos"
        assert found.waited(dt.date(2026, 3, 6)) == 4


def test_a_client_is_between_jobs_from_the_last_payment_to_the_next_invoice(cast):
    with day(0):
        first = cast.invoice()
    with day(5):
        first.refresh_from_db()
        Payment.book(cast.acme, first.total, "cash", cast.by, documents=[first])
        assert passed(cast, "kept") == [("2026-03-07", None, "", "")]
    with day(30):
        cast.invoice()
        assert passed(cast, "kept") == [("2026-03-07", "2026-04-01", "on", "")]
        assert passed(cast, "invoices")[1][:3] == ("2026-04-01", None, "")


def test_an_inquiry_waits_until_it_is_answered(cast):
    with day(0):
        Inquiry.receive(cast.north, "Ann Lee", "ann@new.example", [], source="Web search")
        spam = Inquiry.receive(cast.north, "Buy now", "buy@new.example", [], held_why="Too quick")
        taken = Inquiry.receive(cast.north, "Tom Ray", "tom@new.example", [])
    with day(1):
        taken.accept(cast.by, "A website")
        assert sorted(passed(cast, "inquiries"), key=str) == [("2026-03-02", "2026-03-03", "on", ""), ("2026-03-02", None, "", "Waits for an answer")]
        assert spam.state == "held"


def test_an_opportunity_stands_at_its_stage_until_it_is_decided(cast):
    with day(0):
        one = Opportunity.begin(cast.north, cast.by, "Signs", client=cast.acme)
    with day(4):
        assert passed(cast, "opportunities") == [("2026-03-02", None, "", one.stage.name)]
        reason, *_ = LostReason.keep_ready(cast.north)
        one.lose(cast.by, reason)
        assert passed(cast, "opportunities") == [("2026-03-02", "2026-03-06", "lost", reason.name)]


def test_a_narrowed_member_is_told_of_their_clients_alone(cast):
    with day(0):
        for client in (cast.acme, cast.bloom, cast.zephyr):
            quote(cast, client)
            cast.invoice(client)
    for each in stations_for(cast.acting(cast.mia)):
        assert {passage.client for passage in each.passages(Reading(cast.acting(cast.mia)))} <= {str(cast.acme)}, each.slug
        assert {passage.client for passage in each.passages(Reading(cast.acting(cast.olivia)))} <= {str(cast.acme), str(cast.bloom)}, each.slug
    assert {passage.client for passage in STATIONS["agreements"].passages(Reading(cast.acting(cast.olivia)))} == {str(cast.acme), str(cast.bloom)}
