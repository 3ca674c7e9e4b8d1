"""Notices by mail, against a real mail server: at once, or one digest for each window, never twice, never in quiet hours."""

import pytest

from clientkeep.foundation import clock
from clientkeep.workspace.mail.jobs import hand_over_what_is_due
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.notices.jobs import deliver_what_is_due
from clientkeep.workspace.notices.models import Delivery, Notice
from clientkeep.workspace.queue import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def strike(times=1):
    """The clock strikes: what is due is written, and handed over."""
    for _ in range(times):
        deliver_what_is_due()
    run_due_jobs()
    hand_over_what_is_due()
    run_due_jobs()


def test_a_notice_at_once_is_one_letter(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="mail")
        writes("The <photos> {link}")
        strike(20)
    kept, = mails.letters
    assert kept.recipients == ["olivia@north.example"]
    assert kept.message["Subject"] == "Acme Studio: Jo March wrote: The <photos> {link}"
    text = kept.message.get_body(("plain",)).get_content()
    assert text.count("https://clients.north.example/inbox/") == 1
    assert "<photos>" not in kept.message.get_body(("html",)).get_content()
    assert kept.message["Auto-Submitted"]


def test_one_digest_for_each_window_and_none_when_empty(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="digest", windows="9:00, 16:00")
        for subject in ("First", "Second", "Third"):
            writes(subject)
        strike(5)
        assert not mails.letters
    with at(hours=4, minutes=1):
        strike(50)
        digest, = mails.letters
        text = digest.message.get_body(("plain",)).get_content()
        assert [text.count(subject) for subject in ("First", "Second", "Third")] == [1, 1, 1]
    with at(hours=21, minutes=1):  # 9:01 of the next day: nothing came
        strike(5)
    with at(hours=28, minutes=1):
        strike(5)
    assert len(mails.letters) == 1
    assert Letter.objects.filter(purpose="digest").count() == 1


def test_what_was_read_meanwhile_is_not_mailed(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="digest")
        writes()
        Notice.objects.get(kind="message").read()
    with at(hours=5):
        strike()
    assert not Letter.objects.filter(purpose="digest").exists()
    assert Delivery.objects.get().state == "dropped"


def test_a_window_that_was_missed_is_made_up_for_once(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="digest")
        writes("First")
    with at(hours=5):
        writes("Second", work=False)
        run_due_jobs()
    with at(hours=22):
        strike(3)
    assert len(mails.letters) == 1
    with at(hours=23):
        strike(3)
    assert len(mails.letters) == 1


def test_a_straggler_of_a_window_waits_for_the_next(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="digest")
        writes("First")
        writes("Second")
    late = Delivery.objects.order_by("-pk").first()
    Delivery.objects.filter(pk=late.pk).update(state="done")
    with at(hours=4, minutes=1):
        strike()
        Delivery.objects.filter(pk=late.pk).update(state="due")
        strike(3)
    assert len(mails.letters) == 1
    with at(hours=22):
        strike(3)
    first, second = mails.letters
    assert "Second" not in first.message.get_body(("plain",)).get_content()
    assert "Second" in second.message.get_body(("plain",)).get_content()


def test_quiet_hours_hold_everything_until_they_end(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="mail", paid="digest", windows="12:30", quiet=("11:00", "13:30"))
        writes()
        strike(3)
        assert not mails.letters
        assert Notice.objects.filter(member=owned.olivia, kind="message").exists()  # in the app at once
    with at(hours=1, minutes=29):
        strike(3)
        assert not mails.letters
    with at(hours=1, minutes=30):
        strike(3)
    assert len(mails.letters) == 1


def test_what_fell_due_before_waits_if_it_is_quiet_by_now(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="mail", quiet=("14:00", "15:00"))
        writes(work=False)
        run_due_jobs()
        Letter.objects.all().delete()
        Delivery.objects.update(state="due")
    with at(hours=2, minutes=10):
        strike()
        assert not Letter.objects.exists()
    with at(hours=3, minutes=1):
        strike()
    assert Letter.objects.filter(purpose="notice").count() == 1


@pytest.mark.parametrize("way", ["mail", "digest"])
def test_a_letter_that_is_tried_again_keeps_the_quiet_hours_too(owned, mails, writes, chooses, at, way):
    with at():
        chooses(owned.olivia, message=way, windows="12:30", quiet=("14:00", "15:00"))
        mails.recipient = "451 later"
        writes()
    with at(minutes=31):
        strike()
        assert Letter.objects.get(purpose={"mail": "notice", "digest": "digest"}[way]).attempts
        mails.recipient = ""
    with at(hours=2, minutes=10):
        strike(3)
        assert not mails.letters
    with at(hours=3, minutes=1):
        strike(3)
    assert len(mails.letters) == 1


def test_who_has_left_is_told_nothing_even_by_a_letter_that_waits(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="mail")
        mails.recipient = "451 later"
        writes("Waits")
        strike()
        chooses(owned.olivia, message="digest")
        writes("In the digest")
        owned.olivia.disabled_at = clock.now()
        owned.olivia.save()
        mails.recipient = ""
    with at(hours=6):
        strike(3)
    assert not mails.letters
    assert {letter.state for letter in Letter.objects.filter(purpose="notice")} == {"dropped"}
    assert not Letter.objects.filter(purpose="digest").exists()


def test_off_is_off_and_the_app_alone_writes_no_letter(owned, mails, writes, chooses, at):
    with at():
        writes()
        chooses(owned.olivia, message="off")
        writes()
        strike()
    assert Notice.objects.filter(kind="message").count() == 1
    assert not Letter.objects.exists()


def test_without_a_mail_server_nothing_is_held(owned, mails, writes, chooses, at):
    MailServer.objects.all().delete()
    with at():
        chooses(owned.olivia, message="mail")
        writes()
        strike()
    assert not Letter.objects.exists()
    assert "No mail server" in Delivery.objects.get().why


def test_letters_to_colleagues_tell_no_further_tales(owned, mails, writes, chooses, at):
    """A notice whose letter fails makes no event, and so no notice of the notice."""
    mails.recipient = "550 no such person"
    with at():
        chooses(owned.olivia, message="mail", letter="mail")
        writes()
        strike(3)
    assert Letter.objects.get().state == "failed"
    assert set(Notice.objects.values_list("kind", flat=True)) <= {"message", "given"}


def test_a_thousand_runs_send_nothing_new(owned, mails, writes, chooses, at):
    with at():
        chooses(owned.olivia, message="mail", given="digest")
        writes()
        for _ in range(1_000):
            deliver_what_is_due()
        strike()
    assert len(mails.letters) == 1
