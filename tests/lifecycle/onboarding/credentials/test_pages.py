"""Credentials page by page: the firm's side, the client's side, and who is kept out."""

import pytest
from django.test import Client as Browser

from clientkeep.lifecycle.onboarding.models import Credential, CredentialShowing
from clientkeep.relationship.clients import once
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter

from .conftest import CANARY


def entered(contact):
    browser = Browser()
    assert browser.get(new_link(contact.client, contact)).status_code == 302
    return browser


def test_a_member_asks_once_however_often_the_form_is_sent(cast, as_member):
    page, own = as_member(cast.theo), f"/clients/{cast.acme.pk}/credentials/"
    form = {"label": "Shop", "kind": "login", "contact": str(cast.jo.pk), "note": "", "due_on": "", "expires_on": ""}
    form["form_token"] = once.mint(cast.acting(cast.theo))
    assert [page.post(own, form).status_code for _ in range(2)] == [302, 302]
    assert Credential.objects.get().label == "Shop"
    assert "Shop" in page.get(own).content.decode()


def test_a_refused_request_names_its_field_and_keeps_what_was_typed(cast, as_member):
    answer = as_member(cast.theo).post(f"/clients/{cast.acme.pk}/credentials/", {"label": "", "kind": "login", "note": "Kept words"})
    assert answer.status_code == 422
    assert {"label", "contact"} <= set(answer.context["form"].errors)
    assert "Kept words" in answer.content.decode()


def test_it_is_shown_by_post_with_a_reason_and_never_elsewhere(cast, held, as_member):
    page, own = as_member(cast.theo), f"/credentials/{held.pk}/"
    assert CANARY not in page.get(own).content.decode()
    assert page.get(f"{own}showing/").status_code == 405
    refused = page.post(f"{own}showing/", {"because": ""})
    assert (refused.status_code, CANARY in refused.content.decode()) == (422, False)
    assert not CredentialShowing.objects.exists()
    shown = page.post(f"{own}showing/", {"because": "moving the site"})
    assert CANARY in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    after = page.get(own).content.decode()
    assert "moving the site" in after
    assert CANARY not in after


def test_who_does_not_see_the_client_and_the_accountant_learn_nothing(cast, asked, held, as_member):
    own = f"/credentials/{held.pk}/"
    assert [as_member(cast.carla).get(own).status_code, as_member(cast.sid).get(own).status_code] == [403, 404]
    bloom = Credential.ask(cast.bloom, cast.by, contact=cast.ben, label="Shop of Bloom")
    assert as_member(cast.mia).post(f"/credentials/{bloom.pk}/showing/", {"because": "curious"}).status_code == 404
    assert "/credentials/" not in as_member(cast.carla).get(f"/clients/{cast.acme.pk}/").content.decode()
    assert not CredentialShowing.objects.exists()


def test_the_client_hands_it_over_reads_who_looked_and_takes_it_back(cast, asked):
    letter = Letter.objects.get(purpose="credential")
    browser = Browser()
    arrived = browser.get(make_link(letter), follow=True)
    own = f"/p/credentials/{asked.pk}/"
    assert arrived.request["PATH_INFO"] == own
    assert "Hand over: Login of the web host" in browser.get("/p/").content.decode()
    assert browser.post(own, {"secret": CANARY, "username": "acme"}).url == own
    shown = browser.get(own)
    assert CANARY not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    asked.refresh_from_db()
    asked.show(cast.acting(cast.theo), "moving the site")
    read = browser.get(own).content.decode()
    assert "Theo Hart" in read
    assert "moving the site" in read
    assert browser.post(f"{own}removal/").url == own
    asked.refresh_from_db()
    assert (asked.state, asked.sealed) == ("destroyed", "")
    assert "It is deleted." in browser.get(own).content.decode()


def test_a_refused_entry_names_its_field_and_repeats_nothing(cast, asked):
    browser, own = entered(cast.jo), f"/p/credentials/{asked.pk}/"
    answer = browser.post(own, {"secret": "", "username": CANARY, "note": CANARY})
    assert answer.status_code == 422
    assert "Enter the password or the key." in answer.content.decode()
    assert CANARY not in answer.content.decode()
    strange = browser.post(own, {"secret": CANARY, "state": "destroyed"})
    assert (strange.status_code, CANARY in strange.content.decode()) == (422, False)


def test_a_colleague_who_may_not_decide_reads_but_does_not_act(cast, asked):
    browser, own = entered(cast.sam), f"/p/credentials/{asked.pk}/"
    assert "Hand it over safely" not in browser.get(own).content.decode()
    assert browser.post(own, {"secret": CANARY}).status_code == 403
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_another_client_finds_nothing(cast, held):
    browser = entered(cast.ben)
    own = f"/p/credentials/{held.pk}/"
    assert [browser.get(own).status_code, browser.post(own, {"secret": "x"}).status_code, browser.post(f"{own}removal/").status_code] == [404] * 3
    held.refresh_from_db()
    assert held.state == "held"


def test_a_colleague_of_the_firm_who_looks_as_the_client_cannot_act(cast, asked, as_member):
    assert "Hand over: Login of the web host" in as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/portal/").content.decode()


def test_the_firm_ends_it_or_asks_anew(cast, held, as_member):
    page, own = as_member(cast.theo), f"/credentials/{held.pk}/"
    assert page.post(f"{own}end/", {"because": "over"}).status_code == 422
    assert page.post(f"{own}asking/", {"note": "wrong password"}).status_code == 302
    assert page.post(f"{own}end/", {"because": "not needed"}).status_code == 302
    held.refresh_from_db()
    assert held.state == "withdrawn"
    assert page.post(f"{own}end/", {"how": "returned", "because": "again"}).status_code == 422


@pytest.mark.parametrize("state", ["asked", "held"])
def test_the_client_page_tells_how_it_stands(cast, asked, as_member, state):
    if state == "held":
        from clientkeep.lifecycle.onboarding.credentials.rules import Content

        asked.enter(cast.by, Content(CANARY))
    shown = as_member(cast.theo).get(f"/clients/{cast.acme.pk}/").content.decode()
    assert f"/clients/{cast.acme.pk}/credentials/" in shown
    assert ("1 kept, encrypted" in shown) is (state == "held")
