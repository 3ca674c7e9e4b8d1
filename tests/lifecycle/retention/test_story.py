"""The pulse comes back with 6; a case opens; the fix is told; the next answer is 9, and a referral is asked for, once."""

import pytest
from django.test import Client as Browser

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.retention.asks import asking
from clientkeep.lifecycle.retention.asks.model import Ask
from clientkeep.lifecycle.retention.cases import letters
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.surveys.jobs import send_what_is_due
from clientkeep.lifecycle.retention.surveys.model import Survey
from clientkeep.lifecycle.retention.surveys.rule import SurveyRule
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs


def answer_by_mail(letter, score, comment):
    """Open the letter's link as the client does, and press the button."""
    browser = Browser()
    link = make_link(letter)
    landed = browser.get(link[link.index("/p/") :])["Location"]
    assert browser.post(landed, {"score": str(score), "comment": comment}).status_code == 302


def test_from_six_to_nine(cast, at, leave):
    with at():
        SurveyRule.make(cast.north, cast.by, kind="pulse", when="rhythm", days=30)
        Client.objects.filter(pk=cast.acme.pk).update(stage="active")
    from clientkeep.foundation import clock

    with at(days=-30):
        Client.objects.filter(pk=cast.acme.pk).update(created_at=clock.now())
    with at(hours=1):
        send_what_is_due()
        leave()
        answer_by_mail(Letter.objects.get(purpose="survey"), 6, "Your replies are slow")
        run_due_jobs()
        case = Case.objects.get()
    with at(days=1):
        for step in case.steps.all()[:4]:
            words = letters.draft(case, step.key, cast.by)
            letters.send_for_step(step, cast.by, letters.recipient(case), words.subject, words.text)
        with pytest.raises(Conflict):
            asking.ask(cast.jo, "referral", cast.by, "praise", "S", "{link}")
    with at(days=2):
        letters.resolve_and_tell(case, cast.by, "Replies come by noon", cast.jo, "How it came out", "From now on you hear by noon.")
        case.steps.last().do(cast.by, "Written down")
        case.close(cast.by)
    with at(days=20):
        send_what_is_due()
        assert Survey.objects.count() == 1
    with at(days=31):
        for _ in range(10):
            send_what_is_due()
        second = Survey.objects.order_by("sent_at").last()
        answer_by_mail(second.letter, 9, "Much better")
        second.refresh_from_db()
        assert second.is_high and Survey.objects.count() == 2 and Case.objects.count() == 1
        words = asking.draft(cast.jo, "referral", cast.by)
        asking.ask(cast.jo, "referral", cast.by, "score", words.subject, words.text)
        with pytest.raises(Conflict, match="asked once"):
            asking.ask(cast.jo, "referral", cast.by, "score", words.subject, words.text)
    assert Ask.objects.count() == Letter.objects.filter(purpose="ask").count() == 1
    told = Event.objects.filter(client_id=cast.acme.pk, group="feedback").order_by("seq").values_list("slug", flat=True)
    assert list(told) == [
        "survey.sent", "survey.answered", "case.opened", "case.step_done", "case.step_done", "case.step_done", "case.step_done",
        "case.resolved", "case.step_done", "case.moved", "survey.sent", "survey.answered", "ask.sent",
    ]  # fmt: skip
