"""Filing: to whom a mail belongs, and who may write into which thread (M2, M3, U2, U4, A2)."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.sealing import unseal
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.conversations.mailboxes import filing
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import Arrival, FilingAddress, IgnoredSender, Message, Thread
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.outbox import write
from tests.mails import SHAPES, bounce, mail, raw


@pytest.fixture
def file(cast):
    """File a mail of North Studio: `file(mail(…))` returns what became of it."""

    def file_one(content: bytes, sent: bool = False):
        return Filing(cast.north).file(Fetched.of(content, is_sent=sent))

    return file_one


@pytest.fixture
def letter(cast) -> Letter:
    """An invoice letter that left."""
    kept = write(
        cast.north, "k", "document", "jo@acme.example", "Jo March", "Invoice 2026-0001", "Here it is.", client_id=cast.acme.pk
    )  # fmt: skip
    Letter.objects.filter(pk=kept.pk).update(state="sent", message_id=f"<{kept.pk}@north.example>")
    kept.refresh_from_db()
    return kept


def test_a_contacts_mail_is_a_message_of_the_client(cast, file):
    found = file(mail(text="Here they are.\n\nOn Mon, 2 Mar 2026 at 9:00, Olivia <o@north.example> wrote:\n> photos?"))
    message = found.thing
    assert (found.kind, message.client, message.contact, message.channel) == ("filed", cast.acme, cast.jo, "mail")
    assert message.text == "Here they are." and "photos?" in message.whole
    assert message.happened_at == dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC)
    assert message.thread.waits_since == message.happened_at
    assert Event.objects.get(slug="message.received").actor_name == "Jo March"


@pytest.mark.parametrize("sender", ["JO@Acme.Example", "jo@ACME.example"])
def test_the_case_of_an_address_does_not_matter(file, sender):
    assert file(mail(sender=sender)).kind == "filed"


def test_a_contact_typed_in_capitals_is_found(cast, file):
    Contact.add(cast.bloom, cast.by, name="Ann", email="Ann.Lee@Bloom.example")
    assert file(mail(sender="ann.lee@bloom.example")).thing.client == cast.bloom


def test_the_general_address_of_a_client_is_known(cast, file):
    cast.acme.change(cast.by, email="office@acme.example")
    found = file(mail(sender="office@acme.example")).thing
    assert found.client == cast.acme and found.contact is None


@pytest.mark.parametrize("sender", ["stranger@elsewhere.example", "jo@acme.example.evil.example", "xjo@acme.example", "zoe@zephyr.example"])
def test_a_stranger_waits_in_the_tray(file, sender):
    found = file(mail(sender=f"Jo March <{sender}>"))
    assert found.kind == "tray" and not Message.objects.exists()
    assert (found.thing.sender_email, found.thing.subject, found.thing.first_words) == (sender, "The photos", "Here they are.")


def test_people_who_left_and_archived_clients_are_strangers(cast, file):
    cast.jo.remove(cast.by)
    assert file(mail()).kind == "tray"
    cast.bloom.archive(cast.by)
    assert file(mail(sender="ben@bloom.example")).kind == "tray"


def test_a_mail_from_two_senders_or_disowned_by_its_domain_waits_for_a_person(file):
    assert file(raw("From: jo@acme.example, evil@evil.example", "Subject: x")).thing.reason == filing.MANY_SENDERS
    forged = file(mail(authentication_results="mx.north.example; spf=fail; dmarc=fail (p=reject) header.from=acme.example"))
    assert forged.thing.reason == filing.FORGED and not Message.objects.exists()


def test_an_address_at_two_clients_waits_unless_the_thread_tells(cast, file):
    first = file(mail(message_id="<first@acme.example>")).thing
    Contact.add(cast.bloom, cast.by, name="Jo March", email="jo@acme.example")
    assert file(mail(subject="new")).thing.reason == filing.MANY_CLIENTS
    answer = file(mail(in_reply_to="<first@acme.example>"))
    assert answer.kind == "filed" and answer.thing.thread == first.thread


def test_answers_continue_their_thread(file):
    first = file(mail(message_id="<1@acme.example>")).thing
    second = file(mail(in_reply_to="<1@acme.example>", message_id="<2@acme.example>")).thing
    third = file(mail(references="<0@x.example> <1@acme.example> <2@acme.example>", subject="Another")).thing
    other = file(mail(subject="The photos")).thing
    assert first.thread == second.thread == third.thread != other.thread


def test_no_one_writes_into_the_thread_of_another_client(cast, file):
    first = file(mail(message_id="<1@acme.example>")).thing
    intruder = file(mail(sender="ben@bloom.example", in_reply_to="<1@acme.example>", references="<1@acme.example>")).thing
    assert intruder.thread != first.thread and intruder.client == cast.bloom


def test_anothers_message_id_hides_nobodys_mail(cast, file):
    stolen = file(mail(sender="ben@bloom.example", message_id="<next@acme.example>"))
    real = file(mail(message_id="<next@acme.example>"))
    assert (stolen.kind, real.kind) == ("filed", "filed") and real.thing.client == cast.acme
    assert file(mail(message_id="<next@acme.example>")).kind in ("known", "filed")
    assert Message.objects.filter(client=cast.acme).count() <= 2


def test_a_reply_to_a_letter_knows_which_letter_it_answers(file, letter):
    found = file(mail(in_reply_to=letter.message_id, subject="Re: Invoice 2026-0001")).thing
    assert list(found.letters.all()) == [letter]
    again = file(mail(references=letter.message_id, subject="Re: Re: Invoice")).thing
    assert again.thread == found.thread


def test_a_letter_of_another_client_gives_no_thread(cast, file, letter):
    found = file(mail(sender="ben@bloom.example", in_reply_to=letter.message_id)).thing
    assert found.client == cast.bloom and not found.letters.exists()


def test_our_own_letter_that_comes_by_is_not_filed_again(file, letter):
    assert file(mail(sender="hello@north.example", to="jo@acme.example", message_id=letter.message_id), sent=True).kind == "known"
    assert not Message.objects.exists()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_bounce_moves_its_letter_and_is_told(file, letter, shape):
    found = file(bounce(letter.message_id, "jo@acme.example", shape))
    letter.refresh_from_db()
    assert (found.kind, letter.state) == ("bounce", "bounced")
    assert "5." in letter.error and letter in Letter.objects.needing_a_person()
    assert Event.objects.get(slug="letter.bounced").client_id == letter.client_id
    file(bounce(letter.message_id, "jo@acme.example", shape))
    assert Event.objects.filter(slug="letter.bounced").count() == 1


def test_a_bounce_for_somebody_else_moves_no_letter(file, letter):
    file(bounce(letter.message_id, "other@acme.example", "postfix"))
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_an_automatic_reply_is_kept_as_such_and_waits_for_nothing(file):
    found = file(mail(auto_submitted="auto-replied", subject="Automatic reply")).thing
    assert found.automatic and found.thread.waits_since is None


def test_mail_from_the_sent_folder_is_an_answer(cast, file):
    first = file(mail(message_id="<1@acme.example>", date="Tue, 03 Mar 2026 10:00:00 +0000")).thing
    sent = mail(sender="Olivia <olivia@north.example>", to="x@y.example, Jo <jo@acme.example>", in_reply_to="<1@acme.example>",
                date="Tue, 03 Mar 2026 11:00:00 +0000")  # fmt: skip
    found = file(sent, sent=True)
    first.thread.refresh_from_db()
    assert (found.kind, found.thing.direction, found.thing.thread) == ("filed", "out", first.thread)
    assert first.thread.waits_since is None
    assert Event.objects.get(slug="message.written").actor_id == cast.olivia.pk


def test_sent_mail_to_strangers_is_not_kept(file):
    assert file(mail(sender="olivia@north.example", to="mum@home.example"), sent=True).kind == "passed"
    assert not Message.objects.exists() and not Arrival.objects.exists()


def test_a_filing_address_files_ones_own_mail_from_any_program(cast, mailbox, file):
    address = FilingAddress.renew(cast.olivia).address_at(mailbox)
    found = file(mail(sender="olivia@north.example", to="jo@acme.example", delivered_to=address))
    assert (found.kind, found.thing.direction, found.thing.client) == ("filed", "out", cast.acme)


def test_a_filing_address_holds_enough_and_is_stored_unreadably(cast, mailbox):
    row = FilingAddress.renew(cast.olivia)
    token = unseal(row.token_sealed)
    assert len(token) * 5 >= 128 and token not in (row.token_hash + row.token_sealed)
    assert row.address_at(mailbox) == f"hello+{token}@north.example"


FORGERIES = {
    "no address": {"delivered_to": ""}, "guessed": {"delivered_to": "hello+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@north.example"},
    "short": {"delivered_to": "hello+olivia@north.example"},
}  # fmt: skip


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_sender_files_nothing_as_ours(file, forged):
    found = file(mail(sender="olivia@north.example", to="jo@acme.example", **forged))
    assert (found.kind, found.thing.reason) == ("tray", filing.NOT_SIGNED) and not Message.objects.exists()


def test_a_stolen_filing_address_is_of_no_use_to_others(cast, mailbox, file):
    address = FilingAddress.renew(cast.olivia).address_at(mailbox)
    assert file(mail(sender="ben@bloom.example", to="jo@acme.example", bcc=address)).thing.direction == "in"
    assert file(mail(sender="theo@north.example", to="jo@acme.example", bcc=address)).kind == "tray"
    FilingAddress.renew(cast.olivia)
    assert file(mail(sender="olivia@north.example", to="jo@acme.example", bcc=address)).kind == "tray"


def test_the_filing_address_of_another_firm_files_nothing_here(cast, server, file):
    from tests.relationship.conversations.mailboxes.conftest import box_of

    address = FilingAddress.renew(cast.sid).address_at(box_of(server, cast.south))
    assert file(mail(sender="sid@south.example", to="jo@acme.example", bcc=address)).kind == "tray"


def test_what_is_attached_becomes_a_file_that_the_client_does_not_see(cast, file):
    found = file(mail(files=[("plan.pdf", "application/pdf", b"%PDF-1.4 plan")])).thing
    stored = found.files.get()
    assert (stored.name, stored.client_id, stored.shown_to_client, stored.content_type) == ("plan.pdf", cast.acme.pk, False, "application/pdf")


PROGRAMS = {
    "an ending": ("invoice.exe", b"hello"), "two endings": ("invoice.pdf.js", b"hello"), "capitals": ("INVOICE.VBS", b"x"),
    "hidden signs": ("invoice.e\u200bxe", b"x"), "turned": ("invoice\u202egpj.scr", b"x"), "full width": ("invoice．exe", b"x"),
    "dots after": ("invoice.exe...", b"x"), "its bytes": ("picture.dat", b"MZ\x90\x00rest"), "elf": ("tool", b"\x7fELFrest"), "script": ("run", b"#!/bin/sh\n"),
}  # fmt: skip


@pytest.mark.parametrize("name, content", PROGRAMS.values(), ids=PROGRAMS)
def test_programs_are_not_kept_and_that_is_told(file, name, content):
    found = file(mail(files=[(name, "application/octet-stream", content)])).thing
    assert not found.files.exists() and "was not kept" in found.notes[-1]


@pytest.mark.parametrize("name", [".htaccess", "\u200b.htaccess", "con", "../../etc/passwd", "a/b\\c", "x" * 400, "\u202e", ""])
def test_a_name_that_rules_or_tricks_is_not_taken(file, name):
    found = file(mail(files=[(name, "text/plain", b"words")])).thing
    stored = found.files.get()
    assert stored.name[:1] not in (".", "") and "/" not in stored.name and stored.name.lower() != "con" and len(stored.name) <= 200


def test_a_file_that_is_not_what_it_says_is_left_out_and_the_rest_kept(file):
    found = file(mail(files=[("a.png", "image/png", b"no picture"), ("b.txt", "text/plain", b"words")])).thing
    assert [stored.name for stored in found.files.all()] == ["b.txt"] and "a.png" in found.notes[-1]


def test_html_attached_never_leaves_under_a_type_that_runs(file):
    from clientkeep.workspace.files.kinds import served_type

    found = file(mail(files=[("x.html", "text/html", b"<script>hostile()</script>"), ("y.svg", "image/svg+xml", b"<svg onload=hostile()>")])).thing
    assert {served_type(stored.content_type) for stored in found.files.all()} == {"application/octet-stream"}


def test_tiny_pictures_of_a_signature_are_no_files(file):
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"], message["Message-ID"] = "jo@acme.example", "x", "<1@acme.example>"
    message.set_content("Hello")
    message.add_alternative('<p>Hello<img src="cid:sign"></p>', subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n" + b"x" * 500, "image", "png", cid="<sign>")
    found = file(message.as_bytes()).thing
    assert not found.files.exists() and not StoredFile.objects.exists()


def test_a_mail_is_filed_once_however_often_it_comes(file):
    content = mail()
    assert [file(content).kind for _ in range(3)] == ["filed", "known", "known"]
    unnamed = mail(message_id="")
    assert [file(unnamed).kind for _ in range(3)] == ["filed", "known", "known"]
    strange = mail(sender="stranger@elsewhere.example")
    assert [file(strange).kind for _ in range(2)] == ["tray", "known"]
    assert (Message.objects.count(), Arrival.objects.count()) == (2, 1)


def test_what_was_dropped_does_not_come_back(cast, file):
    content = mail(sender="stranger@elsewhere.example")
    file(content).thing.drop(cast.by)
    assert file(content).kind == "known" and not Arrival.objects.waiting().exists()


def test_an_ignored_sender_is_not_even_put_into_the_tray(cast, file):
    for subject in ("one", "two"):
        row = file(mail(sender="spam@elsewhere.example", subject=subject)).thing
    row.ignore_sender(cast.by)
    assert not Arrival.objects.waiting().exists() and IgnoredSender.objects.count() == 1
    assert file(mail(sender="spam@elsewhere.example")).kind == "ignored"


def test_an_honest_mail_never_lies_in_the_time_to_come(file):
    found = file(mail(date="Tue, 03 Mar 2099 10:00:00 +0000")).thing
    assert found.happened_at <= clock.now()


def test_the_subject_and_name_are_kept_as_text(file):
    found = file(mail(sender='"<script>hostile()</script>" <jo@acme.example>', subject="<img src=x onerror=hostile()>")).thing
    assert found.subject == "<img src=x onerror=hostile()>" and Thread.objects.get().subject == found.subject
    assert found.from_name == "<script>hostile()</script>"
