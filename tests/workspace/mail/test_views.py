"""The outbox and its letters, as members see them and decide."""

import pytest
from django.urls import reverse

from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.mail.models import Letter, MailServer


def page_of(letter: Letter) -> str:
    return reverse("mail:letter", args=[letter.pk])


def decide(page, letter: Letter, act: str):
    return page.post(reverse("mail:decision", args=[letter.pk]), {"act": act})


def state_of(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


def test_the_outbox_lists_what_needs_a_person_first(cast, as_member, letter_to):
    sent = letter_to(key="sent", subject="Came through")
    failed = letter_to(key="failed", subject="Did not")
    Letter.objects.filter(pk=sent.pk).update(state="sent")
    Letter.objects.filter(pk=failed.pk).update(state="failed")
    page = as_member(cast.olivia).get("/outbox/").content.decode()
    assert page.index("Did not") < page.index("Came through")
    assert "Not sent" in page


def test_without_a_mail_server_it_says_why_and_nothing_says_sent(cast, as_member, letter_to):
    letter = letter_to()
    page = as_member(cast.olivia).get(page_of(letter)).content.decode()
    assert "No mail server is set yet." in page
    assert "Send now" not in page
    assert ">Sent<" not in page


def test_once_a_server_is_set_each_held_letter_waits_for_a_choice(cast, as_member, letter_to, request):
    letter, other = letter_to(), letter_to(key="second")
    request.getfixturevalue("north_mails")
    page = as_member(cast.olivia)
    assert "Send now" in page.get(page_of(letter)).content.decode()
    assert {state_of(letter), state_of(other)} == {"held"}
    assert decide(page, letter, "send").status_code == 302
    assert decide(page, other, "drop").status_code == 302
    assert (state_of(letter), state_of(other)) == ("ready", "dropped")


def test_a_dropped_letter_can_be_taken_back(cast, as_member, letter_to):
    letter = letter_to()
    page = as_member(cast.olivia)
    decide(page, letter, "drop")
    page.post(reverse("mail:taking_back", args=[letter.pk]))
    assert state_of(letter) == "held"


def test_bulk_choices_pass_over_what_cannot_go(cast, as_member, letter_to):
    first, second = letter_to(), letter_to(key="second")
    Letter.objects.filter(pk=second.pk).update(state="sent")
    answer = as_member(cast.olivia).post(
        reverse("mail:deciding"), {"act": "drop", "chosen": [first.pk, second.pk, "nonsense"]}, follow=True
    )
    assert "1 letter dropped. 1 could not be" in answer.content.decode()
    assert (state_of(first), state_of(second)) == ("dropped", "sent")


def test_an_unknown_letter_is_settled_by_a_person(cast, as_member, letter_to, north_mails):
    arrived, lost = letter_to(), letter_to(key="lost")
    Letter.objects.update(state="unknown")
    page = as_member(cast.olivia)
    assert "It arrived" in page.get(page_of(arrived)).content.decode()
    decide(page, arrived, "mark_sent")
    decide(page, lost, "send")
    assert (state_of(arrived), state_of(lost)) == ("sent", "ready")


def test_an_illegal_choice_is_refused_in_words_and_changes_nothing(cast, as_member, letter_to):
    letter = letter_to()
    Letter.objects.update(state="sent")
    answer = decide(as_member(cast.olivia), letter, "drop")
    assert answer.status_code == 409
    assert "is sent and cannot become dropped" in answer.content.decode()
    assert state_of(letter) == "sent"


def test_a_member_kept_to_acme_never_learns_of_other_letters(cast, as_member, letter_to):
    acme = letter_to()
    bloom = letter_to(key="bloom", client_id=cast.bloom.pk, subject="For Bloom only")
    firm = letter_to(key="firm", client_id=None, purpose="invitation", subject="Firm only")
    page = as_member(cast.mia)
    assert "For Bloom only" not in page.get("/outbox/").content.decode()
    assert "Firm only" not in page.get("/outbox/").content.decode()
    assert page.get(page_of(acme)).status_code == 200
    for hidden in (bloom, firm):
        assert page.get(page_of(hidden)).status_code == 404
        assert page.get(reverse("mail:reading", args=[hidden.pk])).status_code == 404
        assert decide(page, hidden, "drop").status_code == 404


def test_another_firms_letter_is_a_404_for_everything(cast, as_member, letter_to):
    letter = letter_to()
    page = as_member(cast.sid)
    assert page.get(page_of(letter)).status_code == 404
    assert decide(page, letter, "drop").status_code == 404
    page.post(reverse("mail:deciding"), {"act": "drop", "chosen": [letter.pk]})
    assert state_of(letter) == "held"


def test_the_accountant_does_not_read_letters(cast, as_member, letter_to):
    assert as_member(cast.carla).get(page_of(letter_to())).status_code == 403


def test_hostile_letter_text_is_words_and_stays_in_its_sandbox(cast, as_member, letter_to):
    """D6, D7: what people wrote is never markup, and the frame can run and fetch nothing."""
    bad = '<script>document.title="x"</script><img src=x onerror=alert(1)>'
    letter = letter_to(text=bad, subject=bad, to_name=bad[:100])
    page = as_member(cast.olivia)
    shown = page.get(page_of(letter)).content.decode()
    assert "<script>document" not in shown and "<img src=x" not in shown
    assert "sandbox src=" in shown
    reading = page.get(reverse("mail:reading", args=[letter.pk]))
    assert "<script" not in reading.content.decode() and "<img" not in reading.content.decode()
    policy = reading["Content-Security-Policy"]
    assert policy.startswith("sandbox;") and "default-src 'none'" in policy and "script-src" not in policy
    assert reading["X-Frame-Options"] == "SAMEORIGIN"


def test_a_sign_in_letter_shows_nobody_its_code(cast, as_member, letter_to):
    letter = letter_to(
        purpose="sign_in", client_id=None, text="Your code:\n\n{link}", link={"kind": "sign_in_code", "sealed": "zzz"}
    )
    page = as_member(cast.olivia)
    assert "••••••" in page.get(page_of(letter)).content.decode()
    assert "zzz" not in page.get(reverse("mail:reading", args=[letter.pk])).content.decode()


def test_attachments_come_from_the_letter_alone(cast, as_member, letter_to):
    mine = keep(cast.north, b"%PDF-1.7 mine", "mine.pdf", cast.by, client_id=cast.acme.pk, purpose="pdf")
    other = keep(cast.north, b"%PDF-1.7 other", "other.pdf", cast.by, client_id=cast.bloom.pk, purpose="pdf")
    letter = letter_to(files=[mine])
    page = as_member(cast.mia)
    got = page.get(reverse("mail:attachment", args=[letter.pk, mine.pk]))
    assert b"".join(got.streaming_content) == b"%PDF-1.7 mine"
    assert page.get(reverse("mail:attachment", args=[letter.pk, other.pk])).status_code == 404


@pytest.mark.parametrize("path", ["/outbox/", "/outbox/?state=held"])
def test_the_list_asks_as_many_questions_for_many_letters_as_for_one(
    cast, as_member, letter_to, path, django_assert_max_num_queries, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = as_member(cast.olivia)
    letter_to()
    page.get(path)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page.get(path)
    for number in range(30):
        letter_to(key=f"letter {number}")
    with django_assert_num_queries(len(few)):
        page.get(path)
    assert len(few) <= 15


def test_an_odd_state_in_the_address_is_a_404(cast, as_member):
    assert as_member(cast.olivia).get("/outbox/?state=__all__").status_code == 404
    assert as_member(cast.olivia).get("/outbox/?rows=9e9").status_code == 200


def test_looking_changes_nothing(cast, as_member, letter_to):
    letter = letter_to()
    before = list(Letter.objects.values())
    page = as_member(cast.olivia)
    for path in ("/outbox/", page_of(letter), reverse("mail:reading", args=[letter.pk])):
        page.get(path)
    assert page.get(reverse("mail:decision", args=[letter.pk])).status_code == 405
    assert list(Letter.objects.values()) == before
    assert not MailServer.objects.exists()
