"""Letters that a person wrote: they thread in mail programs, wait for their moment, and never call themselves automatic."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.mail.handover import hand_over
from clientkeep.workspace.mail.jobs import hand_over_what_is_due
from clientkeep.workspace.mail.links import LINK_MAKERS
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
LATER = dt.timedelta(hours=3)
LONG = f"<{'a' * 120}@mail.example.com>"


def left(letter: Letter) -> Letter:
    hand_over(letter.pk)
    letter.refresh_from_db()
    return letter


def test_it_names_what_it_answers_and_long_ids_stay_whole(north_mails, box, letter_to):
    earlier = ["<one@acme.example>", LONG, "<two@acme.example>"]
    letter = letter_to(by_person=True, in_reply_to=LONG, references=earlier)
    assert letter.message_id == f"<{letter.pk}@north.example>"
    left(letter)
    message = box.letters[0].message
    assert message["In-Reply-To"] == LONG
    assert message["References"].split() == earlier
    assert message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] is None
    assert b"=?utf-8" not in box.letters[0].content


@pytest.mark.parametrize("field", ["in_reply_to", "references", "from_name"])
def test_nothing_of_a_conversation_breaks_a_header(cast, letter_to, field):
    hostile = "<a@b.example>\r\nBcc: all@evil.example"
    with pytest.raises(Invalid) as refused:
        letter_to(**{field: [hostile] if field == "references" else hostile})
    assert refused.value.field == field
    assert not Letter.objects.exists()


def test_it_keeps_to_its_moment_whatever_is_tried(north_mails, box, letter_to):
    letter = letter_to(not_before=clock.now() + LATER)
    assert not Job.objects.filter(path__contains="hand_over_letter").exists()
    Letter.objects.filter(pk=letter.pk).update(next_try_at=clock.now())  # as if a retry had set it
    assert left(letter).state == "ready"
    hand_over_what_is_due()
    assert not box.letters and not Job.objects.filter(path__contains="hand_over_letter").exists()
    with clock.moved(clock.now() + LATER + dt.timedelta(minutes=1)):
        hand_over_what_is_due()
        assert Job.objects.filter(path__contains="hand_over_letter").count() == 1
        assert left(letter).state == "sent"
    assert len(box.letters) == 1


def test_a_held_letter_that_is_released_still_keeps_to_its_moment(cast, box, letter_to, request):
    letter = letter_to(not_before=clock.now() + LATER)
    assert letter.state == "held"
    request.getfixturevalue("north_mails")
    letter.release(cast.by)
    assert left(letter).state == "ready"
    assert letter.next_try_at == letter.not_before
    letter.send_now(cast.by)
    assert left(letter).state == "sent"


def test_it_can_be_dropped_until_it_leaves(north_mails, box, cast, letter_to):
    letter = letter_to(not_before=clock.now() + LATER)
    assert letter.acts == ("send_now", "drop")
    letter.drop(cast.by)
    with clock.moved(clock.now() + LATER * 2):
        hand_over_what_is_due()
        assert left(letter).state == "dropped"
    assert not box.letters


def test_a_mailing_says_how_to_get_no_more(north_mails, box, letter_to, monkeypatch):
    monkeypatch.setitem(LINK_MAKERS._things, "enough", lambda letter, arguments: f"/p/mailings/{arguments['who']}&b/")
    words = 'Hello\n\nhref="{unsubscribing}" {unsubscribing}'
    left(letter_to(by_person=True, text=words, unsubscribe={"kind": "enough", "who": "x" * 90}))
    message = box.letters[0].message
    address = f"https://clients.north.example/p/mailings/{'x' * 90}&b/"
    assert message["List-Unsubscribe"] == f"<{address}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert html.count(address.replace("&", "&amp;")) == 1
    assert html.count("{unsubscribing}") == 2  # what a person typed stays what it is
