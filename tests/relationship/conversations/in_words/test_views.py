"""A line typed on the client's page or on the page of its own: looked at, changed, logged once with what follows from it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client, ClientAccess, Contact
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Question

MONDAY = dt.datetime(2026, 5, 4, 21, 30, tzinfo=dt.UTC)
LINE = (
    "call with Harbor Dental yesterday 25 min: launch moves to 12 May, they send the photos by Friday, I quote the booking page"
)
WORDS, ENTRIES = "/log/words/", "/log/words/entries/"


@pytest.fixture(autouse=True)
def monday():
    with clock.moved(MONDAY):
        yield


@pytest.fixture
def harbor(cast):
    client = Client.add(cast.north, cast.by, name="Harbor Dental")
    Contact.add(client, cast.by, name="Nadia Haddad", email="nadia@harbor.example")
    Contact.add(client, cast.by, name="Tom Reed", email="tom@harbor.example")
    return client


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def token(page, **typed):
    seen = page.post(WORDS, typed).content.decode()
    return re.search(r'name="form_token" value="([^"]+)"', seen)[1]


def log(page, text, **typed):
    return page.post(ENTRIES, {"q": text, "form_token": token(page, q=text), **typed})


def test_the_line_of_the_story_is_one_call_one_decision_and_two_promises(cast, page, harbor):
    answer = log(page, LINE)
    assert answer.url == reverse("clients:detail", args=[harbor.pk]) + "#story"
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.client, entry.minutes) == ("call", harbor, 25)
    assert entry.happened_at == dt.datetime(2026, 5, 3, 19, tzinfo=dt.UTC)
    decision = Decision.objects.get()
    assert (decision.what, decision.decided_on, decision.evidence) == ("launch moves to 12 May", dt.date(2026, 5, 3), entry)
    theirs, ours = Promise.objects.get(side="theirs"), Promise.objects.get(side="ours")
    assert (theirs.what, theirs.due_on, theirs.source) == ("send the photos", dt.date(2026, 5, 8), entry)
    assert (ours.what, ours.due_on, ours.member) == ("quote the booking page", None, cast.olivia)


def test_a_look_shows_everything_and_keeps_nothing(page, harbor):
    seen = page.post(WORDS, {"q": LINE}).content.decode()
    for words in ("Harbor Dental", "25 min", "launch moves to 12 May", "send the photos", "quote the booking page", "Log it"):
        assert words in seen
    assert not LogEntry.objects.exists()
    assert not Promise.objects.exists()


def test_the_part_alone_is_no_page(page, harbor):
    part = page.post(WORDS, {"q": LINE, "part": "1"}).content.decode()
    assert "<html" not in part
    assert "send the photos" in part


def test_a_double_click_logs_once(page, harbor):
    same = token(page, q=LINE)
    for _ in range(3):
        assert page.post(ENTRIES, {"q": LINE, "form_token": same}).status_code == 302
    assert (LogEntry.objects.count(), Promise.objects.count(), Decision.objects.count()) == (1, 2, 1)


def test_what_is_unticked_is_not_kept(page, harbor):
    log(page, LINE, shown=["decision-0", "promise-0", "promise-1"], keep=["promise-0"])
    assert not Decision.objects.exists()
    assert [each.what for each in Promise.objects.all()] == ["send the photos"]


def test_each_assumption_is_changed_at_will(cast, page, harbor):
    tom = Contact.objects.get(name="Tom Reed")
    log(page, "call with Harbor Dental: fine", kind="meeting", day="2026-04-30", time="09:15", minutes="40", contact=str(tom.pk))
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.minutes, entry.contact) == ("meeting", 40, tom)
    assert entry.happened_at == dt.datetime(2026, 4, 30, 16, 15, tzinfo=dt.UTC)


def test_questions_and_the_next_step_are_kept_with_the_entry(cast, page, harbor):
    log(page, "call with Nadia: next time ask about parking. Next: site plan by 15 May")
    question = Question.objects.get()
    assert (question.text, question.client, question.entry) == ("ask about parking", harbor, LogEntry.objects.get())
    harbor.refresh_from_db()
    assert (harbor.next_step, harbor.next_step_on) == ("site plan", dt.date(2026, 5, 15))
    seen = page.post(WORDS, {"q": "call with Nadia"}).content.decode()
    assert "ask about parking" in seen
    page.post(reverse("conversations:settle_question", args=[question.pk]))
    assert "ask about parking" not in page.post(WORDS, {"q": "call with Nadia"}).content.decode()


def test_a_doubtful_client_is_asked_for_and_never_chosen(cast, page, harbor):
    Client.add(cast.north, cast.by, name="Harbor Lights")
    text = "call with Harbor 10 min: all quiet"
    answer = log(page, text)
    assert answer.status_code == 422
    seen = answer.content.decode()
    assert "Say which client it was with." in seen
    assert "Harbor Lights" in seen
    assert "all quiet" in seen
    assert not LogEntry.objects.exists()
    assert log(page, text, client=str(harbor.pk)).status_code == 302
    assert LogEntry.objects.get().client == harbor


def test_two_of_one_name_are_never_decided_by_chance(cast, page, harbor):
    twin = Client.add(cast.north, cast.by, name="Harbor Dental")
    assert log(page, LINE).status_code == 422
    assert log(page, LINE, client=str(twin.pk)).status_code == 302
    assert LogEntry.objects.get().client == twin


def test_a_narrowed_member_never_meets_other_clients(cast, as_member, harbor):
    mia = as_member(cast.mia)
    seen = mia.post(WORDS, {"q": "call with Harbor 10 min: all quiet"}).content.decode()
    assert "Harbor Dental" not in seen.split('id="words-reading"')[1]
    assert "nobody on record yet" in seen
    assert log(mia, "call with Nadia: fine").status_code == 422
    assert log(mia, "call: fine", client=str(harbor.pk)).status_code == 422
    assert mia.post(WORDS, {"q": "call", "here": str(harbor.pk)}).status_code == 404
    assert not LogEntry.objects.exists()
    ClientAccess.objects.create(client=harbor, member=cast.mia)
    assert log(mia, "call with Nadia: fine").status_code == 302


def test_archived_clients_are_not_offered(cast, page, harbor):
    harbor.archive(cast.by)
    seen = page.post(WORDS, {"q": "call with Harbor Dental: fine"}).content.decode()
    assert "nobody on record yet" in seen
    assert log(page, "call: fine", here=str(harbor.pk)).status_code == 409
    assert not LogEntry.objects.exists()


def test_the_box_on_the_clients_page_knows_its_client(cast, page, harbor):
    seen = page.get(reverse("clients:detail", args=[harbor.pk])).content.decode()
    assert 'name="q"' in seen
    assert log(page, "tel 10m - ok w/ draft", here=str(harbor.pk)).status_code == 302
    assert LogEntry.objects.get().client == harbor
    assert Decision.objects.get().what == "ok w/ draft"


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"kind": "rumour"}, "Choose call, meeting, mail, message or note."), ({"day": "soon"}, "Enter the day as 2026-05-12."),
     ({"time": "late"}, "Enter the time as 09:30."), ({"minutes": "-4"}, "Enter minutes between 1 and 1,440."),
     ({"minutes": "٣"}, "Enter minutes between 1 and 1,440."), ({"contact": "x"}, "Choose a contact of this client."),
     ({"client": "x"}, "Choose a client on record."), ({"day": "2999-01-01"}, "Enter a day and a time that have passed."),
     ({"day": "0001-01-01"}, "Enter a time that has passed."), ({"form_token": "forged"}, "This form is too old")],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_the_line_kept(page, harbor, typed, words):
    answer = log(page, LINE, **typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "quote the booking page" in answer.content.decode()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "\x00", "<script>alert(1)</script>", "{{ 7 }}", "{% now %}", "a\r\nb: c"])
def test_hostile_lines_are_only_lines(page, harbor, text):
    seen = page.post(WORDS, {"q": text, "here": str(harbor.pk)})
    assert seen.status_code == 200
    assert "<script>alert" not in seen.content.decode()
    assert log(page, text, here=str(harbor.pk)).status_code in (302, 422)


def test_who_may_log(cast, as_member, harbor):
    assert as_member(cast.carla).get(WORDS).status_code == 403
    assert as_member(cast.sid).post(WORDS, {"q": "call", "here": str(harbor.pk)}).status_code == 404


def test_a_mail_keeps_who_wrote_it(page, harbor):
    log(page, "mail from Nadia: fine")
    assert LogEntry.objects.get().direction == "in"


def test_several_contacts_stay_in_the_words(page, harbor):
    log(page, "call with Tom and Nadia: chairs are fine")
    entry = LogEntry.objects.get()
    assert entry.text == "call with Tom and Nadia: chairs are fine"
    assert entry.contact.name in ("Tom Reed", "Nadia Haddad")


def test_nothing_is_kept_where_a_part_cannot_be(page, harbor):
    answer = log(page, f"call with Nadia: decided: no. They send {'very ' * 120}much")
    assert answer.status_code == 422
    assert not LogEntry.objects.exists()
    assert not Decision.objects.exists()


def test_reading_costs_the_same_for_many(cast, page, harbor, django_assert_max_num_queries):
    for number in range(40):
        client = Client.add(cast.north, cast.by, name=f"Client {number}")
        Contact.add(client, cast.by, name=f"Person {number}", email=f"p{number}@more.example")
    page.post(WORDS, {"q": LINE})
    with django_assert_max_num_queries(12):
        page.post(WORDS, {"q": LINE})


def test_a_large_firm_is_read_with_those_who_share_a_word(cast, page, harbor, monkeypatch):
    from clientkeep.relationship.conversations.in_words import candidates

    monkeypatch.setattr(candidates, "ALL_OF", 1)
    assert log(page, LINE).status_code == 302
    assert LogEntry.objects.get().client == harbor


def changes(page, text):
    """The fields beside a line, as a browser sends them."""
    seen = page.post(WORDS, {"q": text}).content.decode()
    fields = re.findall(r'<input[^>]* name="((?:promise|decision)-\d-(?:was|day|what))"[^>]*? value="([^"]*)"', seen)
    return dict(fields)


def test_side_day_and_words_are_changed_before_it_is_logged(page, harbor):
    asked = changes(page, LINE) | {"promise-0-side": "ours", "promise-0-day": "2026-05-11", "promise-1-day": "2026-05-06", "decision-0-what": "launch on 12 May"}
    seen = page.post(WORDS, {"q": LINE, **asked}).content.decode()
    assert "launch on 12 May" in seen and 'value="2026-05-11"' in seen
    assert log(page, LINE, **asked).status_code == 302
    assert {(each.side, each.what, each.due_on) for each in Promise.objects.all()} == {
        ("ours", "send the photos", dt.date(2026, 5, 11)), ("ours", "quote the booking page", dt.date(2026, 5, 6)),
    }  # fmt: skip
    assert Decision.objects.get().what == "launch on 12 May"


def test_a_change_of_what_the_line_says_no_more_is_not_taken(page, harbor):
    asked = changes(page, LINE) | {"promise-0-day": "2026-05-11"}
    other = LINE.replace("by Friday", "by Thursday")
    log(page, other, **asked)
    assert Promise.objects.get(side="theirs").due_on == dt.date(2026, 5, 7)


@pytest.mark.parametrize("wrong", [{"promise-0-side": "both"}, {"promise-0-day": "soon"}, {"decision-0-what": " "}, {"decision-0-what": "x" * 1001}])
def test_a_change_that_cannot_be_is_refused(page, harbor, wrong):
    assert log(page, LINE, **changes(page, LINE) | wrong).status_code == 422
    assert not LogEntry.objects.exists()
