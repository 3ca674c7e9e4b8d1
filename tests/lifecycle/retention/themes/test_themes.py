"""Themes: tagged by words and by hand, decided about, and told once to each who said it."""

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.retention.surveys.sending import send
from clientkeep.lifecycle.retention.themes.model import Mention, Theme, ToldOfTheme
from clientkeep.lifecycle.retention.themes.rules import read_words, speaks_of
from clientkeep.lifecycle.retention.themes.telling import draft, recipients, tell
from clientkeep.lifecycle.retention.themes.views import counted
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs


def answered(cast, contact, comment, score=8):
    survey = send(contact, "pulse", cast.by)
    survey.answer(cast.by, score, comment)
    run_due_jobs()
    return survey


@pytest.mark.parametrize(("comment", "words", "heard"), [
    ("Replies are slow.", ["slow"], True), ("slowly does it", ["slow"], False), ("so SLOW!", ["slow"], True),
    ("it took too  long", ["too long"], True), ("too, long", ["too long"], True), ("", ["slow"], False), ("slow", [], False),
    ("anything", ["", "!!"], False), ("a.b", ["b"], True),
])  # fmt: skip
def test_whole_words_and_phrases_are_heard(comment, words, heard):
    assert speaks_of(comment.casefold(), words) is heard


def test_words_are_read_each_once():
    assert read_words("slow, late\n too  long\nslow;;") == ["slow", "late", "too long"]


def test_answers_before_and_after_are_tagged_by_words_once(cast):
    answered(cast, cast.jo, "Replies are slow")
    theme = Theme.add(cast.north, "Slow replies", ["slow", "löw"], cast.by)
    answered(cast, cast.ben, "SLOW again")
    for _ in range(3):
        theme.tag_all()
        Theme.add(cast.north, "slow REPLIES", [], cast.by)
    assert Mention.objects.filter(theme=theme, by_rule=True).count() == 2 and Theme.objects.count() == 1


def test_what_a_person_says_about_a_tag_holds(cast):
    theme = Theme.add(cast.north, "Slow", ["slow"], cast.by)
    wrong, hand = answered(cast, cast.jo, "Not slow at all"), answered(cast, cast.ben, "We wait a lot")
    theme.untag(wrong, cast.by)
    theme.tag(hand, cast.by)
    theme.listen_for(["slow", "nothing"], cast.by)
    assert list(Mention.objects.filter(removed=False).values_list("survey", flat=True)) == [hand.pk]


def test_an_answer_that_changes_changes_its_tags(cast):
    theme = Theme.add(cast.north, "Slow", ["slow"], cast.by)
    survey = answered(cast, cast.jo, "slow")
    survey.answer(cast.by, 8, "quick")
    run_due_jobs()
    assert not theme.mentions.filter(removed=False).exists()


def test_those_who_said_it_are_told_once_for_each_decision(cast):
    theme = Theme.add(cast.north, "Slow replies", ["slow"], cast.by)
    for contact in (cast.jo, cast.ben):
        answered(cast, contact, "slow")
    answered(cast, cast.sam, "splendid")
    olivia = cast.acting(cast.olivia)
    with pytest.raises(Conflict):
        tell(theme, olivia, "S", "T", [cast.jo])
    theme.decide("changed", "Answers come by noon {code}", cast.by)
    words = draft(theme)
    assert {person.pk for person in recipients(theme, olivia)} == {cast.jo.pk, cast.ben.pk}
    for _ in range(3):
        tell(theme, olivia, words.subject, words.text, [cast.jo, cast.ben, cast.sam, cast.zoe])
    letters = Letter.objects.filter(purpose="theme").order_by("to_email")
    assert [letter.to_email for letter in letters] == ["ben@bloom.example", "jo@acme.example"]
    assert "Hello Ben" in letters[0].text and "by noon" in letters[0].text and letters[0].subject == "You said it: Slow replies"
    assert ToldOfTheme.objects.count() == Event.objects.filter(slug="theme.told").count() == 2
    theme.decide("kept", "It would cost too much", cast.by)
    theme.decide("kept", "It would cost too much", cast.by)
    assert (theme.version, len(recipients(theme, olivia))) == (2, 2)


def test_a_narrowed_member_sees_and_tells_their_own_clients_alone(cast, as_member):
    """A3."""
    theme = Theme.add(cast.north, "Slow", ["slow"], cast.by)
    answered(cast, cast.jo, "slow canary-acme")
    answered(cast, cast.ben, "slow canary-bloom")
    theme.decide("changed", "By noon", cast.by)
    mia = cast.acting(cast.mia)
    assert [person.pk for person in recipients(theme, mia)] == [cast.jo.pk]
    assert [(row.said, row.clients) for row in counted(mia)] == [(1, 1)]
    page = as_member(cast.mia).get(f"/themes/{theme.pk}/").content
    assert b"canary-acme" in page and b"canary-bloom" not in page
    assert as_member(cast.mia).post(f"/themes/{theme.pk}/telling/", {"contacts": [str(cast.ben.pk)], "subject": "S", "text": "T"}).status_code == 422
    assert not Letter.objects.filter(purpose="theme").exists()


def test_a_theme_of_another_firm_cannot_be_put_on_an_answer(cast, as_member):
    """A5."""
    survey = answered(cast, cast.jo, "slow")
    foreign = Theme.add(cast.south, "Slow", [], cast.acting(cast.sid).actor)
    browser = as_member(cast.olivia)
    for theme in (str(foreign.pk), "", "x", "01900000-0000-7000-8000-000000000000"):
        assert browser.post(f"/surveys/{survey.pk}/themes/", {"theme": theme}).status_code == 404
    assert not Mention.objects.exists()


def test_the_pages_of_a_theme_add_decide_and_tell(cast, as_member):
    browser = as_member(cast.theo)
    assert browser.post("/keeping/themes/new/", {"name": "", "words": ""}).status_code == 422
    theme_url = browser.post("/keeping/themes/new/", {"name": "Slow", "words": "slow"})["Location"]
    survey = answered(cast, cast.jo, "slow")
    assert b"slow" in browser.get(theme_url).content
    assert browser.post(theme_url + "change/", {"act": "decide", "decision": "changed", "answer": ""}).status_code == 422
    assert browser.post(theme_url + "change/", {"act": "decide", "decision": "changed", "answer": "By noon"}).status_code == 302
    assert browser.post(theme_url + "change/", {"act": "words", "words": "late\nslow"}).status_code == 302
    assert b"Hello {contact}" in browser.get(theme_url + "telling/").content
    body = {"contacts": [str(cast.jo.pk)], "subject": "You said it", "text": "Hello {contact}: {words}"}
    assert browser.post(theme_url + "telling/", body).status_code == 302
    assert Letter.objects.get(purpose="theme").text == "Hello Jo: By noon"
    assert b"Slow" in browser.get(f"/surveys/{survey.pk}/").content
    assert b"Everybody was told" in browser.get(theme_url + "telling/").content


@pytest.mark.parametrize(("decision", "answer", "field"), [("maybe", "x", "decision"), ("kept", " ", "answer"), ("kept", "x" * 5_001, "answer")])
def test_a_decision_without_words_is_none(cast, decision, answer, field):
    theme = Theme.add(cast.north, "Slow", [], cast.by)
    with pytest.raises(Invalid) as refusal:
        theme.decide(decision, answer, cast.by)
    assert refusal.value.field == field
