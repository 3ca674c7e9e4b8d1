"""What bids show: on an opportunity its offers, on an offer its opportunity, on the board one word."""

from typing import Any

from clientkeep.lifecycle.sales.models import Opportunity
from clientkeep.lifecycle.sales.opportunities.slots import CARD_WORDS, OPPORTUNITY_PANELS
from clientkeep.relationship.documents.kinds import KINDS as DOCUMENT_KINDS
from clientkeep.relationship.documents.slots import DOCUMENT_PANELS
from clientkeep.workspace.members.acting import Acting

from .choosing import of_client
from .model import Bid
from .rules import KINDS, MEANINGS, STATES


@OPPORTUNITY_PANELS.add("bids", "agreements/bids/opportunity_panel.html", order=35)
def offers_of_opportunity(acting: Acting, opportunity: Opportunity) -> dict[str, Any] | None:
    """What was offered, in which state, and what a state asks of the firm."""
    rows = list(Bid.objects.visible_to(acting).filter(opportunity=opportunity).select_related("document").order_by("-made_at")) if acting.may("documents.see") else []
    if not rows:
        return None
    offers = [
        {"document": row.document, "words": STATES[row.document.state], "meaning": MEANINGS[row.document.state], "held_back": _held(row, opportunity)}
        for row in rows
    ]
    states = {row.document.state for row in rows}
    is_declined = opportunity.state == "open" and "declined" in states and not states & {"draft", "issued", "accepted"}
    gone = opportunity.state == "won" and "void" in states and "accepted" not in states
    return {"offers": offers, "is_declined": is_declined, "was_taken_back": gone, "may": acting.may("clients.edit")}


@DOCUMENT_PANELS.add("opportunity", "agreements/bids/document_panel.html", order=8)
def opportunity_of_offer(acting: Acting, document: Any) -> dict[str, Any] | None:
    """Which opportunity it is for, and the choice of another one."""
    if document.kind not in KINDS or (document.kind == "contract" and document.source_id) or not acting.may("clients.see"):
        return None
    bid = Bid.objects.filter(document=document).select_related("opportunity__stage").first()
    is_fixed = document.state == "void" or (bid and document.state == "accepted")
    may = acting.may("documents.draft") and not is_fixed
    found = of_client(acting, document.client_id) if may else []
    if bid is None and not found:
        return None
    # What is accepted already would win it at once: nothing is chosen beforehand.
    is_likely = len(found) == 1 and document.state in ("draft", "issued")
    chosen = bid.opportunity if bid else found[0] if is_likely else None
    if chosen and chosen not in found:
        found = [chosen, *found]
    return {"bid": bid, "found": found, "chosen": chosen, "may": may, "held_back": _held(bid, bid.opportunity) if bid else ""}


def words_on_cards(acting: Acting) -> dict[Any, str]:
    """The newest offer of each open opportunity, in a word."""
    if not acting.may("documents.see"):
        return {}
    rows = Bid.objects.visible_to(acting).filter(opportunity__state="open").order_by("made_at")
    asked = rows.values_list("opportunity_id", "document__kind", "document__state")
    return {opportunity: f"{DOCUMENT_KINDS[kind].label} {STATES[state]}" for opportunity, kind, state in asked}


CARD_WORDS.add("bids", words_on_cards)


def _held(bid: Bid, opportunity: Opportunity) -> str:
    return bid.held_back if opportunity.state == "open" and bid.document.state == "issued" else ""
