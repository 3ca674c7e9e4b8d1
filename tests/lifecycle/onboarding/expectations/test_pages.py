"""The firm writes and sends; the client reads and acknowledges in the portal; a stranger sees nothing."""

import pytest
from django.test import Client as Browser

from clientkeep.lifecycle.onboarding.expectations.sending import send
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter
from clientkeep.relationship.clients import once
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter


@pytest.fixture
def portal(cast):
    browser = Browser()
    browser.get(new_link(cast.acme, cast.jo))
    return browser


def typed(cast, **values) -> dict:
    said = {"contact": str(cast.jo.pk), "subject": "How we work", "text": "We answer within a day.", "amount": "1", "unit": "days", "channel": "call", "count": "2", "period": "week"}
    return {**said, once.FIELD: once.mint(cast.acting(cast.olivia)), "act": "send", **values}


def test_she_drafts_keeps_changes_and_sends(cast, as_member):
    page, url = as_member(cast.olivia), f"/clients/{cast.acme.pk}/expectations/"
    assert "Nothing in writing yet" in page.get(url).content.decode()
    assert "What we need from you" in page.get(f"{url}new/").content.decode() and not ExpectationsLetter.objects.exists()
    form = typed(cast, act="keep")
    assert page.post(f"{url}new/", form).status_code == 302 and page.post(f"{url}new/", form).status_code == 302
    letter = ExpectationsLetter.objects.get()
    refused = page.post(f"/expectations/{letter.pk}/", typed(cast, contact=""))
    assert refused.status_code == 422 and "contact" in refused.context["form"].errors
    assert page.post(f"/expectations/{letter.pk}/", typed(cast, text="We answer the same day.")).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.every) == ("sent", "We answer the same day.", "P2W")
    assert "has not acknowledged it yet" in page.get(f"/expectations/{letter.pk}/").content.decode()
    assert "wait for Acme Studio to acknowledge them" in page.get(f"/clients/{cast.acme.pk}/").content.decode()


def test_the_page_and_the_refusal_name_what_is_not_filled(cast, as_member):
    page, url = as_member(cast.olivia), f"/clients/{cast.acme.pk}/expectations/new/"
    assert "It does not leave while a line stands in brackets: " in page.get(url).content.decode()
    refused = page.post(url, typed(cast, text="What you get:\n- (what you get from us, and by when)"))
    assert (refused.status_code, "take the line out: What you get." in refused.content.decode()) == (422, True)
    assert ExpectationsLetter.objects.get().state == "draft"


def test_a_draft_is_put_away(cast, as_member, drafted):
    letter = drafted()
    as_member(cast.olivia).post(f"/expectations/{letter.pk}/discarding/")
    letter.refresh_from_db()
    assert letter.state == "discarded"


def test_the_client_acknowledges_by_an_act(cast, portal, drafted):
    letter = drafted()
    assert portal.get(f"/p/expectations/{letter.pk}/").status_code == 404  # a draft is nobody's business
    send(letter, cast.by)
    assert letter.subject in portal.get("/p/").content.decode()
    url = f"/p/expectations/{letter.pk}/"
    assert letter.digest in portal.get(url).content.decode()
    assert portal.post(f"{url}acknowledgement/", {"digest": "0" * 64}).status_code == 409
    for _ in range(2):
        assert portal.post(f"{url}acknowledgement/", {"digest": letter.digest}).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.acknowledged_by) == ("acknowledged", "Jo March")


def test_the_link_in_the_letter_leads_to_it(cast, drafted):
    letter = drafted()
    send(letter, cast.by)
    opened = Browser().get(make_link(Letter.objects.get(purpose="expectations")), follow=True)
    assert opened.status_code == 200 and letter.digest in opened.content.decode()


def test_who_may_not_decide_does_not_acknowledge(cast, portal, drafted):
    letter = drafted()
    send(letter, cast.by)
    cast.acme.contacts.filter(pk=cast.jo.pk).update(roles=["viewer"])
    assert portal.post(f"/p/expectations/{letter.pk}/acknowledgement/", {"digest": letter.digest}).status_code == 403
