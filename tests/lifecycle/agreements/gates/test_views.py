"""The pages of gates: who sees what work waits for, who may let it start, what the firm wants."""

import pytest

from clientkeep.lifecycle.agreements.gates.needs import needs_of
from clientkeep.lifecycle.agreements.models import Gate


@pytest.fixture
def gate(cast):
    quote = cast.document("quote", deposit_percent="50")
    quote.accept(cast.by, "Jo March")
    return Gate.raise_for(quote, cast.by)


def test_the_quote_and_the_client_say_what_work_waits_for(cast, gate, as_member):
    page = as_member(cast.olivia).get(f"/documents/{gate.document_id}/").content.decode()
    assert "Start of work" in page
    assert "for the deposit" in page
    assert "waits for the deposit" in as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/").content.decode()


def test_an_owner_lets_work_start_with_a_reason(cast, gate, as_member):
    page, address = as_member(cast.olivia), f"/documents/{gate.document_id}/gate/"
    assert "The deposit is paid" in page.get(address).content.decode()
    refused = page.post(address, {"because": " "})
    assert (refused.status_code, Gate.objects.get().is_open) == (422, False)
    assert page.post(address, {"because": "They pay on <b>Friday</b>."}).status_code == 302
    shown = page.get(address).content.decode()
    assert "They pay on &lt;b&gt;Friday&lt;/b&gt;." in shown
    assert "May start" in shown
    assert page.post(f"{address}waiting/").status_code == 302
    assert not Gate.objects.get().is_open


def test_others_read_it_and_may_not(cast, gate, as_member):
    address = f"/documents/{gate.document_id}/gate/"
    page = as_member(cast.carla)
    assert page.get(address).status_code == 200
    assert "Let work start" not in page.get(address).content.decode()
    assert page.post(address, {"because": "please"}).status_code == 403
    assert page.post(f"{address}waiting/").status_code == 403
    assert as_member(cast.sid).get(address).status_code == 404
    assert as_member(cast.sid).post(address, {"because": "mine"}).status_code == 404
    assert not Gate.objects.get().is_open


def test_a_quote_without_a_gate_has_no_such_page(cast, as_member):
    assert as_member(cast.olivia).get(f"/documents/{cast.document('quote').pk}/gate/").status_code == 404


def test_the_firm_chooses_what_it_wants(cast, as_member):
    page = as_member(cast.olivia)
    assert "The client has accepted" in page.get("/settings/start-of-work/").content.decode()
    assert page.post("/settings/start-of-work/", {"needs": ["agreed"]}).status_code == 302
    assert needs_of(cast.north) == ["agreed"]
    assert page.post("/settings/start-of-work/", {"needs": ["moon"]}).status_code == 422
    assert needs_of(cast.north) == ["agreed"]


def test_taking_back_what_was_never_overridden_is_said_in_words(cast, gate, as_member):
    answer = as_member(cast.olivia).post(f"/documents/{gate.document_id}/gate/waiting/", follow=True)
    assert "Nothing was overridden here." in answer.content.decode()
