"""Letters leave at most once, and each outcome is what really happened."""

import datetime as dt
import signal

import pytest

from clientkeep.foundation import clock, faults
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail import handover, smtp
from clientkeep.workspace.mail.handover import STILL_WANTED, asks_before_leaving, hand_over, settle_interrupted
from clientkeep.workspace.mail.links import LINK_MAKERS
from clientkeep.workspace.mail.models import Letter, MailServer

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """Stands for kill -9 at a crash point: nothing after it runs, nothing cleans up."""


@pytest.fixture
def killed_at(monkeypatch):
    """Arm a crash point: the process 'dies' there."""

    def arm(name: str) -> None:
        monkeypatch.setattr(faults, "_armed", frozenset([name]))
        monkeypatch.setattr(faults.os, "kill", lambda pid, sign: die(sign))

    def die(sign) -> None:
        assert sign == signal.SIGKILL
        raise Killed

    return arm


def events(slug: str) -> int:
    return Event.objects.filter(slug=slug).count()


def test_a_ready_letter_arrives_with_its_headers_and_both_parts(north_mails, box, letter_to):
    letter = letter_to()
    assert letter.state == "ready"
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, len(box.letters)) == ("sent", 1, 1)
    kept = box.letters[0]
    assert (kept.sender, kept.recipients) == ("hello@north.example", ["jo@acme.example"])
    message = kept.message
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{letter.pk}@north.example>" == letter.message_id
    assert message["Reply-To"].addresses[0].addr_spec == "hello@north.example"
    assert message["From"].addresses[0].display_name == "North Studio"
    assert "here it is." in message.get_body(("plain",)).get_content()
    assert "here it is." in message.get_body(("html",)).get_content()
    assert events("letter.sent") == 1


def test_handing_over_a_thousand_times_sends_once(north_mails, box, letter_to):
    letter = letter_to()
    for _ in range(20):
        hand_over(letter.pk)
    assert len(box.letters) == 1


def test_the_link_is_made_as_the_letter_leaves_and_names_the_public_address(north_mails, box, letter_to, monkeypatch):
    monkeypatch.setitem(LINK_MAKERS._things, "sample", lambda letter, arguments: f"/p/{arguments['thing']}/a&b")
    letter = letter_to(text="See\n\n{link}\n\nnot {{link}}", link={"kind": "sample", "thing": "x1"})
    assert "/p/x1" not in letter.html + letter.text
    hand_over(letter.pk)
    message = box.letters[0].message
    assert "https://clients.north.example/p/x1/a&b" in message.get_body(("plain",)).get_content()
    assert "not {link}" in message.get_body(("plain",)).get_content()
    assert 'href="https://clients.north.example/p/x1/a&amp;b"' in message.get_body(("html",)).get_content()


def test_a_crash_before_the_letter_was_given_away_is_unknown_and_never_resent(north_mails, box, letter_to, killed_at):
    letter = letter_to()
    killed_at("mail.before_handover")
    with pytest.raises(Killed):
        hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("sending", 1)
    _after_restart(letter)
    assert (letter.state, len(box.letters), events("letter.unknown")) == ("unknown", 0, 1)


def test_a_crash_after_the_server_took_it_is_unknown_and_never_resent(north_mails, box, letter_to, killed_at):
    letter = letter_to()
    killed_at("mail.after_250")
    with pytest.raises(Killed):
        hand_over(letter.pk)
    _after_restart(letter)
    assert (letter.state, len(box.letters)) == ("unknown", 1)


def test_a_sign_in_letter_goes_again_after_a_crash_under_the_same_message_id(
    north_mails, box, letter_to, killed_at, monkeypatch
):
    letter = letter_to(purpose="sign_in")
    killed_at("mail.after_250")
    with pytest.raises(Killed):
        hand_over(letter.pk)
    monkeypatch.setattr(faults, "_armed", frozenset())
    with clock.moved(clock.now() + handover.UNDER_WAY * 2):
        settle_interrupted()
        hand_over(letter.pk)
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert box.message_ids == [letter.message_id] * 2


def _after_restart(letter: Letter) -> None:
    """The sweep runs again and again, long after the crash."""
    faults._armed = frozenset()
    for hours in (1, 2, 50):
        with clock.moved(clock.now() + dt.timedelta(hours=hours)):
            settle_interrupted()
            hand_over(letter.pk)
    letter.refresh_from_db()


def test_a_line_cut_after_the_letter_is_unknown(north_mails, box, letter_to):
    box.cut = True
    letter = letter_to()
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, len(box.letters)) == ("unknown", 1)


def test_no_answer_in_time_is_unknown(north_mails, box, letter_to, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    box.slow = 0.8
    letter = letter_to()
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert letter.state == "unknown"


@pytest.mark.parametrize("where", ["recipient", "data"])
def test_a_temporary_refusal_is_tried_again_and_arrives_once(north_mails, box, letter_to, where):
    setattr(box, where, "451 4.7.1 Greylisted, try later")
    letter = letter_to()
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("ready", 1)
    assert letter.next_try_at > clock.now()
    setattr(box, where, "")
    hand_over(letter.pk)
    assert not box.letters, "it is not due yet"
    with clock.moved(letter.next_try_at):
        hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, len(box.letters)) == ("sent", 1)


@pytest.mark.parametrize("where", ["recipient", "data"])
def test_a_final_refusal_fails_with_a_short_safe_reason(north_mails, box, letter_to, where):
    setattr(box, where, "550 5.1.1 <script>alert(1)</script> " + "x" * 300)
    letter = letter_to()
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert letter.state == "failed"
    assert "550" in letter.error and "<" not in letter.error
    assert len(letter.error) <= 200 and letter.error.isprintable()
    assert events("letter.failed") == 1


def test_a_server_that_is_away_is_tried_ten_times_and_then_a_person_is_asked(north_mails, letter_to):
    MailServer.objects.update(port=1)
    letter = letter_to()
    for _ in range(handover.MOST_TRIES):
        assert letter.state == "ready"
        with clock.moved(letter.next_try_at):
            hand_over(letter.pk)
        letter.refresh_from_db()
    assert letter.state == "failed"
    assert "No mail server answered" in letter.error


def test_one_dead_server_costs_one_try_for_all_its_letters(north_mails, box, letter_to):
    MailServer.objects.update(port=1)
    first, second = letter_to(), letter_to(key="second")
    hand_over(first.pk)
    second.refresh_from_db()
    assert second.attempts == 0 and second.next_try_at > clock.now()


def test_waiting_times_grow_to_six_hours():
    minutes = [handover.wait_after(tries).total_seconds() / 60 for tries in range(1, 12)]
    assert minutes[:4] == [1, 2, 4, 8]
    assert max(minutes) == 360


def test_what_is_no_longer_wanted_is_dropped_under_lock_just_before(north_mails, box, letter_to, monkeypatch):
    monkeypatch.setattr(STILL_WANTED, "_things", {})
    asks_before_leaving("reminder")(lambda letter: "It was paid meanwhile.")
    letter = letter_to(purpose="reminder")
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.error, box.letters) == ("dropped", "It was paid meanwhile.", [])


def test_a_letter_whose_link_cannot_be_made_fails_alone(north_mails, box, letter_to):
    bad = letter_to(key="bad", link={"kind": "nobody makes these"})
    good = letter_to(key="good")
    for letter in (bad, good):
        hand_over(letter.pk)
        letter.refresh_from_db()
    assert (bad.state, good.state, len(box.letters)) == ("failed", "sent", 1)


def test_letters_of_a_demo_never_leave_whatever_is_set(north_mails, cast, box, letter_to):
    letter = letter_to()
    cast.north.is_demo = True
    cast.north.save()
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, box.letters) == ("held", [])


def test_a_letter_is_held_again_when_the_server_was_removed_meanwhile(north_mails, box, letter_to):
    letter = letter_to()
    MailServer.objects.all().delete()
    hand_over(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, box.letters) == ("held", [])


def test_two_workers_with_one_letter_send_it_once(north_mails, box, letter_to, monkeypatch):
    """The second worker claims while the first one is already talking to the server."""
    letter = letter_to()
    real, nested = handover._claimed, []

    def raced(found, server):
        if not nested:
            nested.append(1)
            hand_over(letter.pk)
        return real(found, server)

    monkeypatch.setattr(handover, "_claimed", raced)
    hand_over(letter.pk)
    assert (box.connections, len(box.letters)) == (2, 1)


def test_the_control_without_the_claim_sends_twice(north_mails, box, letter_to, monkeypatch):
    letter = letter_to()
    message = handover.built(letter, north_mails, "").as_bytes()
    nested = []

    def raced(found, server):
        if not nested:
            nested.append(1)
            hand_over(letter.pk)
        return message

    monkeypatch.setattr(handover, "_claimed", raced)
    hand_over(letter.pk)
    assert len(box.letters) == 2
