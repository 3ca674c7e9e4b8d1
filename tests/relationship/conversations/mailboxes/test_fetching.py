"""Fetching from a real IMAP server: each mail once, whatever is restarted; one bad mail never stops the rest (M5, J1, J2)."""

import random

import pytest

from clientkeep.relationship.conversations.mailboxes import fetching, imap, jobs
from clientkeep.relationship.conversations.mailboxes.fetching import fetch, try_out
from clientkeep.relationship.conversations.mailboxes.imap import Unreachable
from clientkeep.relationship.conversations.models import Arrival, Mailbox, MailFolder, Message
from clientkeep.workspace.queue import run_due_jobs
from tests.mails import BROKEN, UNREADABLE, mail
from tests.relationship.conversations.mailboxes.conftest import box_of


def test_new_mail_is_filed_and_the_next_look_finds_nothing(server, mailbox):
    server.put(mailbox.username, mail(), mail(subject="Second"))
    assert fetch(mailbox).of == {"filed": 2}
    assert fetch(mailbox).of == {}
    server.put(mailbox.username, mail(subject="Third"))
    assert fetch(mailbox).of == {"filed": 1}
    assert list(Message.objects.order_by("pk").values_list("subject", flat=True)) == ["The photos", "Second", "Third"]


def test_starttls_does_as_well(server, cast):
    mailbox = box_of(server, cast.north, port=server.port, security="starttls")
    server.put(mailbox.username, mail())
    assert fetch(mailbox).of == {"filed": 1}


def test_mail_is_not_marked_as_read_and_nothing_is_changed(server, mailbox):
    server.put(mailbox.username, mail())
    fetch(mailbox)
    with server.talk(mailbox.username) as talk:
        talk.select("INBOX", readonly=True)
        assert talk.search(None, "UNSEEN")[1] == [b"1"]


def test_the_sent_folder_is_read_as_ours(server, mailbox):
    server.put(mailbox.username, mail(sender="olivia@north.example", to="jo@acme.example"), folder="Sent")
    fetch(mailbox)
    assert Message.objects.get().direction == "out"


def test_without_leave_the_sent_folder_is_left_alone(server, cast):
    mailbox = box_of(server, cast.north, reads_sent=False)
    server.put(mailbox.username, mail(sender="olivia@north.example", to="jo@acme.example"), folder="Sent")
    assert fetch(mailbox).of == {}


def test_older_mail_is_left_alone(server, mailbox):
    import datetime as dt

    server.put(mailbox.username, mail(), at=dt.datetime(2025, 6, 1, tzinfo=dt.UTC))
    server.put(mailbox.username, mail(subject="new"), at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    fetch(mailbox)
    assert Message.objects.get().subject == "new"


@pytest.mark.parametrize("seed", range(3))
def test_every_bad_mail_in_one_mailbox_in_any_order_and_the_good_ones_are_filed(server, mailbox, seed):
    bad = [content for content in UNREADABLE.values() if content.strip()]
    good = [mail(subject=f"good {number}") for number in range(10)]
    everything = [*bad, *BROKEN.values(), *good]
    random.Random(seed).shuffle(everything)
    server.put(mailbox.username, *[content.replace(b"\x00", b"") for content in everything])
    counted = fetch(mailbox)
    assert counted.total == len(everything)
    assert Message.objects.filter(subject__startswith="good").count() == 10
    aside = Arrival.objects.filter(state="aside")
    assert aside.count() == counted.of["aside"] >= 4
    assert all(arrival.reason and arrival.raw for arrival in aside)
    assert fetch(mailbox).of == {}


def test_a_mail_over_the_limit_is_set_aside_by_its_headers(server, mailbox, monkeypatch):
    monkeypatch.setattr(imap, "MOST_BYTES", 5_000)
    server.put(mailbox.username, mail(subject="large", text="word " * 2_000), mail(subject="small"))
    assert fetch(mailbox).of == {"aside": 1, "filed": 1}
    aside = Arrival.objects.get()
    assert "25 MB" in aside.reason and b"Subject: large" in aside.raw and len(aside.raw) < 2_000


def test_a_stop_between_filing_and_the_mark_loses_and_doubles_nothing(server, mailbox, monkeypatch):
    class Killed(BaseException):
        pass

    def die(name):
        raise Killed(name)

    server.put(mailbox.username, *[mail(subject=str(number)) for number in range(8)])
    monkeypatch.setattr(fetching, "BATCH", 3)
    with monkeypatch.context() as once:
        once.setattr(fetching.faults, "point", die)
        with pytest.raises(Killed):
            fetch(mailbox)
    assert not Message.objects.exists() and not MailFolder.objects.filter(last_uid__gt=0).exists()
    assert fetch(mailbox).of == {"filed": 8}
    assert sorted(Message.objects.values_list("subject", flat=True)) == [str(number) for number in range(8)]


def test_a_worker_that_lost_its_lease_files_nothing(server, mailbox, monkeypatch):
    from clientkeep.workspace.queue.lease import LeaseLost

    def lost():
        raise LeaseLost("job")

    server.put(mailbox.username, mail())
    with monkeypatch.context() as once:
        once.setattr(fetching, "confirm_lease", lost)
        with pytest.raises(LeaseLost):
            fetch(mailbox)
    assert not Message.objects.exists()
    assert fetch(mailbox).of == {"filed": 1}


def test_uids_given_anew_double_nothing(server, mailbox):
    server.put(mailbox.username, mail(), mail(sender="stranger@elsewhere.example"))
    fetch(mailbox)
    before = MailFolder.objects.get(name="INBOX").uid_validity
    server.renumber(mailbox.username)
    assert fetch(mailbox).of == {"known": 2}
    assert MailFolder.objects.get(name="INBOX").uid_validity != before
    assert (Message.objects.count(), Arrival.objects.count()) == (1, 1)


def test_the_same_mail_in_two_mailboxes_is_one_message(server, cast, mailbox):
    second = box_of(server, cast.north, cast.adam, "adam@north.example")
    content = mail()
    server.put(mailbox.username, content, content)
    server.put(second.username, content)
    assert (fetch(mailbox).of, fetch(second).of) == ({"filed": 1, "known": 1}, {"known": 1})


def test_a_wrong_password_is_told_in_our_own_words_and_tried_ever_more_slowly(server, mailbox):
    from clientkeep.foundation.sealing import seal

    Mailbox.objects.filter(pk=mailbox.pk).update(password_sealed=seal("wrong"))
    waits = []
    for _ in range(3):
        mailbox = Mailbox.objects.get(pk=mailbox.pk)
        with pytest.raises(Unreachable, match="did not accept the user name or the password"):
            fetch(mailbox)
        mailbox = Mailbox.objects.get(pk=mailbox.pk)
        waits.append(mailbox.next_at)
    assert mailbox.needs_a_person and "AUTHENTICATIONFAILED" not in mailbox.problem
    assert waits == sorted(waits)


def test_an_untrusted_certificate_is_refused(server, mailbox, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Unreachable, match="certificate"):
        fetch(mailbox)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "::1", "::ffff:127.0.0.1"])
def test_a_host_inside_is_not_reached(server, mailbox, settings, host):
    settings.OUTBOUND_ALLOW = []
    Mailbox.objects.filter(pk=mailbox.pk).update(host=host)
    with pytest.raises(Unreachable) as refused:
        fetch(Mailbox.objects.get(pk=mailbox.pk))
    assert "open internet" in str(refused.value) or host == "[::1]"
    assert not MailFolder.objects.exists()


def test_a_server_that_sends_without_end_is_left(server, mailbox, monkeypatch):
    monkeypatch.setattr(imap, "_MOST", 10_000)
    server.put(mailbox.username, mail(text="word " * 10_000))
    with pytest.raises(Unreachable):
        fetch(mailbox)
    assert not Message.objects.exists()


def test_trying_out_counts_and_files_nothing(server, mailbox):
    server.put(mailbox.username, mail(), mail(subject="two"))
    assert try_out(mailbox) == 2
    assert not Message.objects.exists() and not MailFolder.objects.exists()


def test_the_sweep_looks_into_each_mailbox_once_and_goes_on_after_a_bad_one(server, cast, mailbox):
    broken = box_of(server, cast.south, address="hello@south.example", port=1)
    server.put(mailbox.username, mail())
    for _ in range(20):
        jobs.fetch_what_is_due()
    run_due_jobs()
    assert Message.objects.count() == 1
    broken.refresh_from_db()
    assert broken.failures == 1


def test_the_mailbox_of_somebody_who_left_is_read_no_more(server, cast):
    from clientkeep.foundation import clock

    mailbox = box_of(server, cast.north, cast.adam, "adam@north.example")
    cast.adam.disabled_at = clock.now()
    cast.adam.save()
    server.put(mailbox.username, mail())
    jobs.fetch_what_is_due()
    run_due_jobs()
    assert not Message.objects.exists()


def test_mail_of_strangers_in_ones_own_mailbox_is_seen_by_oneself_alone(server, cast):
    mailbox = box_of(server, cast.north, cast.adam, "adam@north.example")
    server.put(mailbox.username, mail(sender="doctor@elsewhere.example"))
    fetch(mailbox)
    for member, sees in ((cast.adam, 1), (cast.olivia, 0), (cast.theo, 0), (cast.sid, 0)):
        assert Arrival.objects.visible_to(cast.acting(member)).count() == sees
