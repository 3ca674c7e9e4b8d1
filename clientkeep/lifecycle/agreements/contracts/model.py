"""Contract: what both sides sign, made of blocks like a proposal, without a choice."""

from collections.abc import Mapping
from typing import Any

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.documents.hindrances import hindrance_of
from clientkeep.workspace.members.acting import Actor

from ..proposals.blocks.kinds import TYPES
from ..proposals.complete import check_offer
from ..proposals.model import Proposal

_WORK = ("price", "deliverables", "timeline")


class Contract(Proposal):
    """Its source is the proposal that it was made from, or nothing. It may be without a price."""

    made_as = "contract"
    takes = tuple(kind.slug for kind in TYPES.values() if not kind.persuades)

    class Meta:
        proxy = True

    @property
    def begins_work(self) -> bool:
        """Made from nothing, and about work; else its proposal does, or nothing begins, as with a promise of confidentiality."""
        return self.source_id is None and any(block["type"] in _WORK and block.get("rows") for block in self.content)

    @property
    def is_signed(self) -> bool:
        return True

    @property
    def sum_words(self) -> str:
        if self.lines.all():
            return super().sum_words
        return "a sum that is still open" if self.is_draft else "no sum of money"

    def check_offer(self) -> None:
        """Raise Invalid naming what stands in the way of issuing, Conflict where its proposal holds no more."""
        if not any(block.get("text") or block.get("rows") for block in self.content):
            raise Invalid("Nothing is written yet. Add what both sides agree to.", "blocks")
        check_offer(self)
        if self.source and self.source.state not in ("issued", "accepted"):
            raise Conflict(f"{self.source} is {self.source.state}, so there is nothing to put into a contract. Throw this draft away.", "source")

    def on_paper(self, paper: Any) -> Any:
        from .paper import as_contract

        return as_contract(self, super().on_paper(paper))

    def _check_complete(self) -> None:
        if self.lines.all():
            super()._check_complete()
        self.check_offer()

    def _on_accept(self, by: Actor, answer: Mapping[str, Any] | None) -> None:
        """The last signature accepts its proposal too, where that still waits for an answer."""
        super()._on_accept(by, answer)
        source = self.source
        if source and source.state == "issued" and not source.expired and not source.offers_choice and not hindrance_of(source):
            source.accept(by, self.decided_by)
