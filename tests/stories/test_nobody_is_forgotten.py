"""Nobody is forgotten: from a mail on Friday night to a referral, over a spring, on real mail servers."""

import datetime as dt
import hashlib

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.models import StatusUpdate
from clientkeep.lifecycle.retention.models import Ask, Case, Review, ReviewCard, Survey
from clientkeep.lifecycle.retention.surveys.jobs import send_what_is_due
from clientkeep.lifecycle.retention.surveys.rule import SurveyRule
from clientkeep.relationship.conversations.models import Decision, LogEntry, Message, Promise, Recap, Reminder, Wait
from clientkeep.relationship.conversations.response.promise import ResponsePromise
from clientkeep.relationship.conversations.response.rules import Pledge
from clientkeep.workspace.journal.models import Event
from tests.stories.firm import Firm, at, enters, moment, text_of

pytestmark = pytest.mark.django_db(transaction=True)
LINE = "call with Harbor Dental yesterday 25 min: launch moves to 12 May, they send the photos by Friday, I quote the booking page"
NADIA = "Dr Nadia Osei <nadia@harbordental.example>"
BEN, OLIVIA = "Ben Flores <ben@bloom.example>", "Olivia North <olivia@north.example>"
WEEK = dt.timedelta(days=7)


def test_nobody_is_forgotten(server, box):
    firm = Firm.open(server, box)
    ben_writes_every_week_until_easter(firm)
    a_mail_of_friday_night_is_answered_on_monday(firm)
    one_line_logs_the_call_and_what_follows_from_it(firm)
    the_recap_is_confirmed_by_an_act(firm)
    a_friendly_letter_about_the_photos_waits_for_approval(firm)
    the_weekly_update_is_read_changed_by_a_word_and_sent(firm)
    the_review_takes_her_through_all_clients(firm)
    a_six_opens_a_case_and_the_fix_is_told(firm)
    a_nine_follows_and_a_referral_is_asked_for_once(firm)


def ben_writes_every_week_until_easter(firm: Firm) -> None:
    """Bloom & Co is a steady correspondent; after 13 April nothing more comes, and an invoice stays open."""
    first = moment(2, 2, 9)
    for week in range(11):
        when = first + week * WEEK
        firm.arrives(BEN, f"Shelf labels {week}", "Here is the next batch.", when, message_id=f"<b{week}@bloom.example>")
        firm.arrives(
            OLIVIA, f"Re: Shelf labels {week}", "Thank you, Ben.", when + dt.timedelta(hours=2), "Sent", to=BEN,
            message_id=f"<o{week}@north.example>", in_reply_to=f"<b{week}@bloom.example>",
        )  # fmt: skip
    with at(3, 27, 10):
        firm.cast.invoice(firm.cast.bloom, due_date=dt.date(2026, 4, 15))
    with at(4, 14, 9):
        firm.works()
    assert Message.objects.filter(client=firm.cast.bloom, direction="in").count() == 11
    assert not Wait.objects.filter(client=firm.cast.bloom, side="us", closed_at=None).exists()


def a_mail_of_friday_night_is_answered_on_monday(firm: Firm) -> None:
    """Fetched at night, it starts the clock at nine on Monday; the answer from the client's page stops it."""
    ResponsePromise.make(firm.cast.north, firm.cast.by, Pledge(2, "hours"), tier="a")
    firm.arrives(NADIA, "When do we launch?", "Can we still move the launch?", moment(5, 1, 22, 40), message_id="<n1@harbordental.example>")
    with at(5, 2, 3):
        firm.works()
    wait = Wait.objects.get(client=firm.harbor)
    with at(5, 4, 8, 30):
        firm.works()
        client_page = f"/clients/{firm.harbor.pk}/"
        assert "Answer by 11:00" in firm.sees(client_page)
        assert "waits for an answer by 11:00" in firm.sees("/")
        assert f"/clients/{firm.harbor.pk}/response/" in firm.page.get(client_page).content.decode()
        assert f"/threads/{wait.thread_id}/answer/" in firm.page.get(f"/clients/{firm.harbor.pk}/response/").content.decode()
    with at(5, 4, 10, 15):
        firm.does(
            f"/threads/{wait.thread_id}/answer/", to=[str(firm.nadia.pk)], subject="Re: When do we launch?",
            text="Hello {contact},\n\nwe can. I ring you this afternoon.", when="now", act="send",
        )  # fmt: skip
        firm.works()
        assert "nobody waits" in firm.sees(client_page) or "waits on them" in firm.sees(client_page)
    wait.refresh_from_db()
    assert (wait.how, wait.is_late, wait.seconds) == ("answered", False, 75 * 60)
    letter = firm.last_letter("When do we launch?")
    assert letter["In-Reply-To"] == "<n1@harbordental.example>"
    assert "Hello Nadia," in letter.get_body(("plain",)).get_content()


def one_line_logs_the_call_and_what_follows_from_it(firm: Firm) -> None:
    with at(5, 5, 9):
        shown = firm.page.get("/log/words/", {"q": LINE})
        assert "quote the booking page" in text_of(shown)
        typed = {"q": LINE, "form_token": shown.context["form_token"]}
        for _ in range(2):
            assert firm.page.post("/log/words/entries/", typed).status_code == 302
        firm.works()
    entry = LogEntry.objects.get(client=firm.harbor)
    assert (entry.kind, entry.minutes, entry.happened_at.date()) == ("call", 25, dt.date(2026, 5, 4))
    assert Decision.objects.get().what == "launch moves to 12 May"
    theirs, ours = Promise.objects.get(side="theirs"), Promise.objects.get(side="ours")
    assert (theirs.what, theirs.due_on) == ("send the photos", dt.date(2026, 5, 8))
    assert (ours.what, ours.due_on, ours.who) == ("quote the booking page", None, "Olivia North")


def the_recap_is_confirmed_by_an_act(firm: Firm) -> None:
    """Her vague words are pointed out first; the letter's link leads to the text, and looking at it confirms nothing."""
    entry = LogEntry.objects.get(client=firm.harbor)
    with at(5, 5, 9, 30):
        write = f"/log/{entry.pk}/recap/"
        begun = firm.page.get(write)
        typed = {"to": [str(firm.nadia.pk)], "subject": begun.context["form"]["subject"].value(), "form_token": begun.context["form_token"]}
        text = begun.context["form"]["text"].value().replace(", no day agreed yet", ", soon")
        stopped = firm.page.post(write, {**typed, "text": text, "act": "send"})
        assert stopped.status_code == 422
        assert "soon" in text_of(stopped)
        recap = Recap.objects.get()
        firm.does(
            f"/recaps/{recap.pk}/", to=[str(firm.nadia.pk)], subject=recap.subject, text=text.replace(", soon", ", by 15 May 2026"), act="send"
        )
        firm.works()
    with at(5, 5, 14):
        browser, _ = enters(firm.last_letter("What we agreed"))
        assert "Confirm what we agreed" in text_of(browser.get("/p/"))
        address = f"/p/recaps/{recap.pk}/"
        assert "launch moves to 12 May" in text_of(browser.get(address))
        recap.refresh_from_db()
        assert recap.state == "sent"
        assert browser.post(address + "confirmation/", {"digest": recap.digest}).status_code == 302
        firm.works()
    recap.refresh_from_db()
    assert (recap.state, recap.confirmed_by, recap.digest) == ("confirmed", "Dr Nadia Osei", hashlib.sha256(recap.text.encode()).hexdigest())
    Promise.objects.get(side="ours").move(firm.cast.by, dt.date(2026, 5, 15), "as the recap says")


def a_friendly_letter_about_the_photos_waits_for_approval(firm: Firm) -> None:
    """The day passes; nothing leaves by itself. She reads the letter, changes a word and sends it, once."""
    before = len(firm.box.letters)
    with at(5, 8, 23, 50):
        firm.works()
        assert not Reminder.objects.exists()
    with at(5, 9, 7):
        firm.works()
        reminder = Reminder.objects.get()
        assert (reminder.state, len(firm.box.letters)) == ("draft", before)
        assert "Hello Nadia," in reminder.text
        assert "send the photos" in firm.sees("/")
        page = f"/promises/letters/{reminder.pk}/"
        assert "send the photos" in firm.sees(page)
    with at(5, 11, 9):
        text = reminder.text.replace("Is it on its way", "Are they on their way")
        firm.does(page, contact=str(firm.nadia.pk), subject=reminder.subject, text=text)
        firm.works()
        firm.works()
    assert len(firm.box.letters) == before + 1
    assert "Are they on their way" in firm.last_letter("send the photos").get_body(("plain",)).get_content()
    with at(5, 12, 9):
        Promise.objects.get(side="theirs").keep(firm.cast.by)
        Promise.objects.get(side="ours").keep(firm.cast.by)


def the_weekly_update_is_read_changed_by_a_word_and_sent(firm: Firm) -> None:
    """Drafted for each active client from what happened, of which the notes are no part; nothing leaves before she says so."""
    with at(5, 11, 10):
        firm.harbor.move_to("active", firm.cast.by)
        LogEntry.write(firm.harbor, "note", "They haggle over each hour.", firm.cast.by)
        firm.does("/settings/updates/", is_on="on", stages=["active"], tiers=["", "a", "b", "c"], weekday="1", hour="9")
    before = len(firm.box.letters)
    with at(5, 12, 9, 20):
        firm.works()
        firm.works()
        update = StatusUpdate.objects.get()
        assert (update.client, update.state, len(firm.box.letters)) == (firm.harbor, "draft", before)
        for told in ("Call on 4 May 2026", "Decided on 4 May 2026: launch moves to 12 May", "quote the booking page, done on"):
            assert told in update.text
        assert "haggle" not in update.text
        assert "is to get an update" in firm.sees("/")
        page = f"/updates/{update.pk}/"
        assert page in firm.page.get("/updates/").content.decode()
        text = firm.page.get(page).context["form"]["text"].value().replace("Thank you", "They are lovely")
        firm.does(page, to=[str(firm.nadia.pk)], subject=update.subject, text=text, version=str(update.version), act="send")
        firm.works()
        firm.works()
    assert len(firm.box.letters) == before + 1
    letter = firm.last_letter("where we stand on 12 May 2026")
    assert "They are lovely" in letter.get_body(("plain",)).get_content()
    with at(5, 12, 9, 40):
        browser, landed = enters(letter)
        assert landed.split("?")[0] == f"/p/updates/{update.pk}/"
        assert "They are lovely" in text_of(browser.get(landed))
        assert "Last update" in firm.sees(f"/clients/{firm.harbor.pk}/")
    update.refresh_from_db()
    assert update.digest == hashlib.sha256(update.text.encode()).hexdigest()


def the_review_takes_her_through_all_clients(firm: Firm) -> None:
    """One card each; the quiet client's says since when and why. She notes that she rang."""
    bloom = firm.cast.bloom
    with at(5, 12, 10):
        firm.works()
        trust = firm.sees(f"/clients/{bloom.pk}/trust/")
        assert "Nothing was heard of them for" in trust
        assert "7 days is usual for them" in trust
        assert "open longer" in trust or "and open" in trust
        assert "Bloom & Co" in firm.sees("/")
        firm.page.post("/review/begin/")
        review = Review.objects.get()
        assert len(review.order) == 3
        seen = []
        for _ in review.order:
            shown = firm.page.get(f"/review/{review.pk}/")
            client = shown.context["client"]
            seen.append(client.name)
            if client == bloom:
                assert shown.context["suggestion"].startswith("Ring")
            decided = {"note": "Rang: the shop moves house, all is well.", "step": "", "act": "keep"} if client == bloom else {"act": "skip"}
            firm.does(f"/review/{review.pk}/", client=str(client.pk), **decided)
        assert sorted(seen) == ["Acme Studio", "Bloom & Co", "Harbor Dental"]
        firm.does(f"/review/{review.pk}/finish/")
        assert "all is well" in firm.sees(f"/review/{review.pk}/summary/")
        LogEntry.write(bloom, "call", "The shop moves house, all is well.", firm.cast.by, firm.cast.ben, minutes=10)
    assert ReviewCard.objects.filter(skipped=True).count() == 2
    assert Event.objects.filter(slug="trust.turned", client_id=bloom.pk).count() == 1


def a_six_opens_a_case_and_the_fix_is_told(firm: Firm) -> None:
    """The firm's rule asks each month; the answer is an act on a page. The case is led, and its outcome is told."""
    with at(5, 12, 12):
        SurveyRule.make(
            firm.cast.north, firm.cast.by, kind="pulse", when="rhythm", days=35, tier="a", question="How are we doing?", more=[],
            low_at=6, high_at=9,
        )  # fmt: skip
    first = _asked(firm, moment(5, 12, 13))
    _answers(firm, first, "6", "Replies are slow.")
    case = Case.objects.get()
    assert case.client == firm.harbor
    with at(first.sent_at.month, first.sent_at.day + 2, 10):
        assert "case" in firm.sees("/").lower()
        for step in case.steps.all():
            firm.does(f"/cases/steps/{step.pk}/", act="done", note="On the phone")
        firm.does(
            f"/cases/{case.pk}/outcome/", outcome="One fixed hour a day for replies", to=str(firm.nadia.pk), subject="What we changed",
            text="From now on you hear from us by noon.",
        )  # fmt: skip
        firm.works()
        firm.does(f"/cases/{case.pk}/close/")
    assert "by noon" in firm.last_letter("What we changed").get_body(("plain",)).get_content()
    case.refresh_from_db()
    assert case.state == "closed"


def a_nine_follows_and_a_referral_is_asked_for_once(firm: Firm) -> None:
    second = _asked(firm, Survey.objects.get().sent_at + dt.timedelta(days=31))
    _answers(firm, second, "9", "Much better.")
    with at(second.sent_at.month, second.sent_at.day, 18):
        assert "referral" in firm.sees(f"/surveys/{second.pk}/")
        approve = f"/clients/{firm.harbor.pk}/asks/referral/"
        draft = firm.page.get(approve).context["form"].initial
        firm.does(approve, **draft, win_note="")
        again = firm.page.post(approve, {**draft, "win_note": ""})
        assert again.status_code == 422
        assert "asked once" in text_of(again)
        firm.works()
    assert Ask.objects.get().kind == "referral"
    assert "Hello Nadia," in firm.last_letter("Who else could use our help").get_body(("plain",)).get_content()
    assert len(firm.box.message_ids) == len(set(firm.box.message_ids))


def _asked(firm: Firm, since: dt.datetime) -> Survey:
    """Let days pass, an hour's sweep each morning, until the rule has asked once more."""
    before = Survey.objects.count()
    for day in range(60):
        with clock.moved(since + dt.timedelta(days=day)):
            send_what_is_due()
            send_what_is_due()
            if Survey.objects.count() > before:
                firm.works()
                break
    return Survey.objects.latest("sent_at")


def _answers(firm: Firm, survey: Survey, score: str, comment: str) -> None:
    with clock.moved(survey.sent_at + dt.timedelta(hours=2)):
        browser, landed = enters(firm.last_letter("How are we doing" if not survey.letter else survey.letter.subject))
        page = landed.split("?")[0]
        assert page == f"/p/surveys/{survey.pk}/"
        assert browser.post(page, {"score": score, "comment": comment}).status_code == 302
        firm.works()
