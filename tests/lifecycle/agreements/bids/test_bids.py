"""An offer and its opportunity: sent it moves it on, accepted it wins it, once, and nobody marks anything by hand."""

import re
from html import unescape

import pytest
from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Bid, Proposal
from clientkeep.lifecycle.sales.models import LostReason, Opportunity, Stage
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.jobs import dispatch_event
from clientkeep.workspace.journal.models import Dispatch, Event
from clientkeep.workspace.queue import run_due_jobs

from ..proposals.offer import block_of, proposal


@pytest.fixture
def asked(cast):
    cast.acme.move_to("lead", cast.by)
    return Opportunity.begin(cast.north, cast.by, "A new site", client=cast.acme, value_minor=300_000, currency="EUR")


@pytest.fixture
def offer(cast, asked):
    made = proposal(cast, issued=False)
    Bid.link(made, asked, cast.by)
    return made


def accept(document, cast, package=2):
    document.accept(cast.by, answer={"package": block_of(document, "package", package)["id"], "options": []})
    run_due_jobs()


def page_of(asked):
    return reverse("opportunities:opportunity", args=[asked.pk])


def facts(asked):
    now = Opportunity.objects.select_related("stage").get(pk=asked.pk)
    return now.state, now.stage.name, now.value_minor


def told(slug):
    return Event.objects.filter(slug=slug).count()


def test_sent_it_moves_on_and_accepted_it_is_won_for_what_was_accepted(cast, asked, offer):
    offer.issue(cast.by)
    run_due_jobs()
    cast.acme.refresh_from_db()
    assert (facts(asked), cast.acme.stage) == (("open", "Proposal sent", 300_000), "proposal")
    accept(offer, cast)
    cast.acme.refresh_from_db()
    assert (facts(asked), cast.acme.stage) == (("won", "Proposal sent", offer.agreed_minor), "active")
    asked.refresh_from_db()
    assert (asked.decided_on, asked.lost_reason, asked.currency) == (cast.north.today(), None, "EUR")
    won = Event.objects.get(slug="opportunity.won")
    assert (won.about_id, won.client_id) == (asked.pk, cast.acme.pk)
    assert offer.agreed_minor != 300_000


def test_a_listener_that_runs_again_wins_nothing_twice(cast, asked, offer):
    offer.issue(cast.by)
    accept(offer, cast)
    mine = Dispatch.objects.filter(event__slug="document.accepted", listener__contains=".bids.")
    assert mine.count() == 2
    mine.update(state="due")
    before = Event.objects.count()
    dispatch_event.func(str(mine[0].event_id))
    assert (told("opportunity.won"), told("opportunity.changed"), Event.objects.count()) == (1, 0, before)


def test_only_forward_and_only_where_the_firm_has_such_a_stage(cast, asked, offer):
    asked.move(cast.by, Stage.of(cast.north)[3])
    offer.issue(cast.by)
    run_due_jobs()
    assert facts(asked)[1] == "Agreed in words"
    sent = Stage.of(cast.north)[2]
    sent.change(cast.by, "Proposal sent", 60, 10, after_sending=False)
    second = Opportunity.begin(cast.north, cast.by, "Another", client=cast.acme)
    other = proposal(cast, issued=False)
    Bid.link(other, second, cast.by)
    other.issue(cast.by)
    run_due_jobs()
    assert facts(second)[1] == "New"


def test_one_stage_has_the_mark(cast, asked):
    Stage.of(cast.north)[1].change(cast.by, "In talks", 30, 10, after_sending=True)
    assert [each.after_sending for each in Stage.of(cast.north)] == [False, True, False, False]
    Stage.of(cast.north)[0].change(cast.by, "New", 10, 3)
    assert [each.after_sending for each in Stage.of(cast.north)] == [False, True, False, False]


def test_a_shut_gate_holds_it_and_is_said_until_it_opens(cast, asked, offer, as_member):
    sent = Stage.of(cast.north)[2]
    sent.change(cast.by, "Proposal sent", 60, 10, least_score=50)
    offer.issue(cast.by)
    run_due_jobs()
    bid = Bid.objects.get(document=offer)
    assert facts(asked)[1] == "New"
    assert "opens at a score of 50" in bid.held_back
    assert told("opportunity.held_back") == 1
    olivia = as_member(cast.olivia)
    assert "which stays in its stage" in olivia.get("/").content.decode()
    for page in (page_of(asked), f"/documents/{offer.pk}/"):
        assert "opens at a score of 50" in olivia.get(page).content.decode()
    sent.change(cast.by, "Proposal sent", 60, 10, least_score=None)
    asked.move(cast.by, Stage.of(cast.north)[1])
    run_due_jobs()
    assert (facts(asked)[1], Bid.objects.get(document=offer).held_back) == ("Proposal sent", "")
    assert "which stays in its stage" not in olivia.get("/").content.decode()


def test_a_decline_loses_nothing_but_asks_for_the_reason(cast, asked, offer, as_member):
    offer.issue(cast.by)
    offer.decline(cast.by, "Too dear")
    run_due_jobs()
    olivia = as_member(cast.olivia)
    assert facts(asked)[0] == "open"
    home = olivia.get("/").content.decode()
    assert "declined the offer for A new site" in home
    assert f"{page_of(asked)}#losing" in home
    page = olivia.get(page_of(asked)).content.decode()
    assert "lost, with the reason" in page
    assert "Too dear" in page
    newer = offer.new_version(cast.by)
    assert Bid.objects.get(document=newer).opportunity_id == asked.pk
    assert "declined the offer" not in olivia.get("/").content.decode()


def test_what_was_lost_meanwhile_is_won_when_the_client_says_yes(cast, asked, offer):
    offer.issue(cast.by)
    run_due_jobs()
    asked.refresh_from_db()
    asked.lose(cast.by, LostReason.of(cast.north)[0], "No answer")
    accept(offer, cast)
    asked.refresh_from_db()
    assert (asked.state, asked.lost_reason, asked.lost_note) == ("won", None, "")


def test_what_somebody_marked_as_won_takes_the_accepted_price(cast, asked, offer):
    offer.issue(cast.by)
    run_due_jobs()
    asked.refresh_from_db()
    asked.win(cast.by)
    accept(offer, cast)
    assert (facts(asked), told("opportunity.won")) == (("won", "Proposal sent", offer.agreed_minor), 1)


@pytest.mark.parametrize("stage", ["active", "paused", "former"])
def test_a_client_of_before_stays(cast, asked, offer, stage):
    cast.acme.move_to(stage, cast.by)
    offer.issue(cast.by)
    accept(offer, cast)
    cast.acme.refresh_from_db()
    assert cast.acme.stage == stage


def test_a_quote_bids_too_and_what_is_no_offer_or_of_somebody_else_does_not(cast, asked):
    quote = Document.draft(cast.acme, "quote", cast.by, lines=[{"description": "Logo", "unit_price": "900"}])
    Bid.link(quote, asked, cast.by)
    quote.issue(cast.by)
    quote.accept(cast.by)
    run_due_jobs()
    assert facts(asked)[0] == "won"
    with pytest.raises(Conflict):
        Bid.objects.get(document=quote).unlink(cast.by)
    invoice = Document.draft(cast.acme, "invoice", cast.by, lines=[{"description": "Logo", "unit_price": "900"}])
    with pytest.raises(Conflict, match="no offer"):
        Bid.link(invoice, asked, cast.by)
    nobodys = Opportunity.begin(cast.north, cast.by, "Unknown", name="Fox")
    with pytest.raises(Invalid, match="of this client"):
        Bid.link(proposal(cast, issued=False), nobodys, cast.by)


def test_linked_after_the_acceptance_it_is_won_at_once(cast, asked):
    quote = Document.draft(cast.acme, "quote", cast.by, lines=[{"description": "Logo", "unit_price": "900"}])
    quote.issue(cast.by)
    quote.accept(cast.by)
    Bid.link(quote, asked, cast.by)
    assert facts(asked) == ("won", "New", 90_000)


def test_a_dropped_draft_takes_its_bid_along(cast, offer):
    offer.discard(cast.by)
    assert not Bid.objects.exists()


def begin(browser, cast, **typed):
    answer = browser.post("/proposals/new/", {"client": cast.acme.name, "client_id": str(cast.acme.pk), "title": "Site", "start": "usual", **typed})
    return answer, Proposal.objects.filter(client=cast.acme).order_by("-pk").first()


def test_the_only_open_opportunity_is_preselected_and_kept(cast, asked, as_member):
    olivia = as_member(cast.olivia)
    page = olivia.get(f"/proposals/new/?client={cast.acme.pk}").content.decode()
    assert f'<option value="{asked.pk}" selected>' in page
    _, made = begin(olivia, cast)
    assert Bid.objects.get(document=made).opportunity_id == asked.pk
    _, chosen = begin(olivia, cast, opportunity=str(asked.pk))
    assert Bid.objects.get(document=chosen).opportunity_id == asked.pk
    _, none = begin(olivia, cast, opportunity="")
    assert not Bid.objects.filter(document=none).exists()


def test_of_two_none_is_guessed_and_somebody_elses_is_refused(cast, asked, as_member):
    Opportunity.begin(cast.north, cast.by, "Another", client=cast.acme)
    elsewhere = Opportunity.begin(cast.north, cast.by, "Elsewhere", name="Fox")
    olivia = as_member(cast.olivia)
    assert '<option value="" selected>' in olivia.get(f"/proposals/new/?client={cast.acme.pk}").content.decode()
    _, made = begin(olivia, cast)
    assert not Bid.objects.filter(document=made).exists()
    for wrong in (str(elsewhere.pk), "nonsense"):
        answer, _ = begin(olivia, cast, opportunity=wrong)
        assert answer.status_code == 422
        assert "of this client, or none" in answer.content.decode()
    way = re.search(r'href="(/proposals/new/[^"]+)"', olivia.get(page_of(asked)).content.decode())[1]
    from_it = olivia.get(unescape(way)).content.decode()
    assert f'<option value="{asked.pk}" selected>' in from_it


def test_the_document_and_the_board_show_it_and_the_link_changes_there(cast, asked, offer, as_member):
    olivia = as_member(cast.olivia)
    assert "A new site" in olivia.get(f"/documents/{offer.pk}/").content.decode()
    assert "Proposal in draft" in olivia.get(reverse("opportunities:board")).content.decode()
    olivia.post(f"/documents/{offer.pk}/opportunity/", {"opportunity": ""})
    assert not Bid.objects.exists()
    olivia.post(f"/documents/{offer.pk}/opportunity/", {"opportunity": str(asked.pk)})
    assert Bid.objects.get().document_id == offer.pk
    assert told("opportunity.bid") == 2


def test_what_is_accepted_already_wins_nothing_by_a_choice_made_beforehand(cast, asked, as_member):
    quote, olivia = cast.document("quote"), as_member(cast.olivia)
    address, chosen = f"/documents/{quote.pk}/", f'<option value="{asked.pk}" selected>'
    assert chosen in olivia.get(address).content.decode()
    quote.accept(cast.by, "Jo March")
    page = olivia.get(address).content.decode()
    assert f'<option value="{asked.pk}">' in page and chosen not in page
