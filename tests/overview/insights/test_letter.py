"""The monthly letter: once a month to each owner, retention and time to payment first."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.overview.insights.jobs import write_monthly_letters
from clientkeep.overview.insights.letter import write_letters
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.queue import run_due_jobs

MAY, JUNE = dt.datetime(2026, 5, 12, 18, tzinfo=dt.UTC), dt.datetime(2026, 6, 3, 18, tzinfo=dt.UTC)


@pytest.fixture
def billed(cast):
    MailServer.objects.create(workspace=cast.north, host="smtp.north.example", from_email="hello@north.example")
    with clock.moved(MAY):
        invoice = cast.invoice()
    with clock.moved(MAY + dt.timedelta(days=9)):
        Payment.book(cast.acme, invoice.total, "cash", cast.by, documents=[invoice])
    return cast


def test_a_thousand_sweeps_write_one_letter_a_month(billed):
    with clock.moved(JUNE):
        for _ in range(20):
            write_monthly_letters()
            run_due_jobs()
    letter = Letter.objects.get(purpose="figures")
    assert letter.to_email == "olivia@north.example" and letter.subject == "May 2026: how North Studio is doing"
    assert "Time to payment: 9 days" in letter.text and "Receivables: $0.00" in letter.text
    with clock.moved(JUNE + dt.timedelta(days=30)):
        assert len(write_letters(billed.north)) == 1


def test_the_two_that_matter_most_come_first(billed):
    with clock.moved(JUNE):
        text = write_letters(billed.north)[0].text
    assert "Retention" not in text, "nobody was billed in the year before"
    with clock.moved(JUNE + dt.timedelta(days=365)):
        lines = write_letters(billed.north)[0].text.splitlines()
    assert next(line for line in lines if ":" in line and "%" in line).startswith("Retention: 0 %")


def test_late_in_the_month_and_without_a_server_nothing_is_written(billed):
    with clock.moved(JUNE + dt.timedelta(days=10)):
        assert write_letters(billed.north) == []
    MailServer.objects.all().delete()
    with clock.moved(JUNE):
        assert write_letters(billed.north) == []


def test_a_firm_that_has_billed_nobody_hears_nothing(cast):
    MailServer.objects.create(workspace=cast.north, host="smtp.north.example", from_email="hello@north.example")
    with clock.moved(JUNE):
        assert write_letters(cast.north) == []
