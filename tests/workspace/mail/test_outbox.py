"""Writing letters: once for each occurrence, with their cause or not at all, and with safe headers."""

import datetime as dt

import pytest
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.mail.handover import hand_over
from clientkeep.workspace.mail.jobs import drop_stale_codes, hand_over_what_is_due
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.mail.outbox import attach_and_release, letters_needing_a_person, waiting_about
from clientkeep.workspace.queue.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_key_gives_the_same_letter(letter_to):
    first = letter_to(subject="One")
    again = letter_to(subject="Two")
    assert (again.pk, again.subject, Letter.objects.count()) == (first.pk, "One", 1)


def test_a_letter_exists_only_if_its_cause_does(north_mails, letter_to):
    """M6: an error after queueing takes the letter and its job back."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        letter_to()
        raise ZeroDivisionError
    assert (Letter.objects.count(), Job.objects.count()) == (0, 0)
    letter_to()
    assert Job.objects.get().path.endswith("hand_over_letter")


HOSTILE = ["x\r\nBcc: all@evil.example", "x\nX: y", "x\x00y", "x\x85y", "x\u2028y", "x\x0by", "x\x7f"]


@pytest.mark.parametrize("bad", HOSTILE)
@pytest.mark.parametrize("field", ["subject", "to_name", "to_email", "reply_to"])
def test_headers_cannot_be_smuggled_in(letter_to, field, bad):
    """M1: refused, with the field's name."""
    with pytest.raises(Invalid) as refused:
        letter_to(**{field: bad})
    assert refused.value.field == field
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "address", ["nobody", "a@", "a b@c.example", "a@b@c.example", "<a@b.example>", "a@b.example,c@d.example"]
)
def test_what_is_no_address_is_refused(letter_to, address):
    with pytest.raises(Invalid) as refused:
        letter_to(to_email=address)
    assert refused.value.field == "to_email"


def test_a_firm_name_with_a_line_break_reaches_no_header(cast, north_mails, box, letter_to):
    """M1 for what changed after the letter was written."""
    letter = letter_to()
    Letter.objects.update(from_name="North\r\nBcc: all@evil.example")
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, box.letters) == ("failed", [])
    assert "Line breaks" in letter.error


def test_odd_but_good_values_arrive_as_they_are(north_mails, box, letter_to):
    name, subject = 'Jö "the boss" <x@y.z>, Inc.', "Rechnung für Bücher — 見積 €5 " + "long " * 30
    letter = letter_to(to_name=name, subject=subject, text=".\n..leading dots\r\n.\nend")
    hand_over(letter.pk)
    message = box.letters[0].message
    assert [address.addr_spec for address in message["To"].addresses] == ["jo@acme.example"]
    assert message["To"].addresses[0].display_name == name
    assert message["Subject"] == subject.strip()
    assert message.get_body(("plain",)).get_content().split() == [".", "..leading", "dots", ".", "end"]


def test_letters_wait_for_their_pdf_and_leave_with_it(cast, north_mails, box, letter_to):
    invoice = cast.invoice()
    letter = letter_to(about=invoice, wait_for_files=True)
    other = letter_to(key="other", about=cast.invoice(), wait_for_files=True)
    assert letter.state == "waiting"
    hand_over(letter.pk)
    assert not box.letters
    later = clock.now() + dt.timedelta(minutes=2)
    assert waiting_about(["invoice"], later) == [invoice.pk, other.about_id]
    assert waiting_about(["quote"], later) == []
    paper = keep(cast.north, b"%PDF-1.7 paper", "INV-0001.pdf", cast.by, client_id=cast.acme.pk, purpose="pdf")
    for _ in range(3):
        attach_and_release(invoice, paper)
    letter.refresh_from_db()
    other.refresh_from_db()
    assert (letter.state, other.state) == ("ready", "waiting")
    hand_over(letter.pk)
    attached = list(box.letters[0].message.iter_attachments())
    assert [(part.get_filename(), part.get_content_type(), part.get_content()) for part in attached] == [
        ("INV-0001.pdf", "application/pdf", b"%PDF-1.7 paper")
    ]


def test_files_of_another_firm_are_refused(cast, letter_to):
    theirs = keep(cast.south, b"secret", "theirs.txt", cast.by)
    with pytest.raises(Invalid) as refused:
        letter_to(files=[theirs])
    assert refused.value.field == "files"


def test_too_much_for_one_letter_is_refused(cast, letter_to):
    big = keep(cast.north, b"x", "big.txt", cast.by)
    big.size = 19 * 1024 * 1024
    with pytest.raises(Invalid, match="18 MB"):
        letter_to(files=[big])


def test_letters_are_held_without_a_server_without_an_address_and_in_the_demo(cast, north_mails, letter_to):
    assert letter_to(key="a").state == "ready"
    cast.north.public_url = ""
    cast.north.save()
    assert letter_to(key="b").state == "held"
    assert letter_to(key="c", purpose="sign_in", client_id=None).state == "ready", "a code needs no address"
    cast.north.public_url, cast.north.is_demo = "https://clients.north.example", True
    cast.north.save()
    assert letter_to(key="d").state == "held"
    cast.north.is_demo = False
    cast.north.save()
    MailServer.objects.all().delete()
    assert letter_to(key="e").state == "held"


def test_held_letters_stay_held_however_often_the_sweep_runs(cast, box, letter_to, request):
    letter = letter_to()
    request.getfixturevalue("north_mails")
    for _ in range(50):
        hand_over_what_is_due()
        hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, Job.objects.count(), box.letters) == ("held", 0, [])


def test_the_sweep_finds_a_letter_whose_job_was_lost(north_mails, letter_to):
    letter = letter_to()
    Job.objects.all().delete()
    hand_over_what_is_due()
    assert Job.objects.get().args["args"] == [str(letter.pk)]


def test_a_code_that_was_held_too_long_is_dropped(letter_to):
    code, other = letter_to(key="code", purpose="sign_in", client_id=None), letter_to()
    with clock.moved(clock.now() + dt.timedelta(minutes=31)):
        drop_stale_codes()
    states = dict(Letter.objects.values_list("pk", "state"))
    assert (states[code.pk], states[other.pk]) == ("dropped", "held")


def test_what_needs_a_person(cast, letter_to):
    letters = {state: letter_to(key=state) for state in ("failed", "unknown", "held", "sent", "ready", "dropped")}
    for state, letter in letters.items():
        Letter.objects.filter(pk=letter.pk).update(state=state)
    stuck = letter_to(key="stuck")
    Letter.objects.filter(pk=stuck.pk).update(state="ready", attempts=3)
    expected = {letters["failed"], letters["unknown"], letters["held"], stuck}
    assert set(letters_needing_a_person(cast.north)) == expected
    assert not letters_needing_a_person(cast.south).exists()
    cast.north.is_demo = True
    assert letters["held"] not in letters_needing_a_person(cast.north)
