"""Proposal: an offer made of blocks, of which the client chooses a package and options."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db import transaction
from django.urls import reverse

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.copying import values_of
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures, long_day
from clientkeep.workspace.members.acting import Actor

from ..bids.model import Bid
from ..gates.needs import sends_deposit_at_once
from . import clausing, lending, pricing
from .blocks import choosing, clauses, merging, rules, schedule
from .blocks.choosing import Picked
from .blocks.kinds import TYPES
from .complete import check_offer
from .content import Choice, Content
from .starting import valid_until

_EDITION = re.compile(r" v\d+$")


class Proposal(Document):
    """Its lines are those of the usual choice: what is always included, and the recommended package."""

    made_as = "proposal"
    takes = tuple(TYPES)

    class Meta:
        proxy = True

    @classmethod
    def compose(
        cls, client: Client, by: Actor, blocks: Sequence[Mapping[str, Any]] = (), form_token: str | None = None, **values: Any
    ) -> "Proposal":
        """Write a draft of blocks. Raises Invalid naming blocks[n].field. The same `form_token` gives the same draft again."""
        with transaction.atomic():
            known = form_token and cls.objects.filter(workspace=client.workspace_id, form_token=form_token).first()
            if known:
                return known
            made = Document.draft(client, cls.made_as, by, form_token=form_token, **values)
            made.arrange(by, blocks)
        return made

    def arrange(
        self, by: Actor, blocks: Any, version: int | None = None, deposit_at_once: bool | None = None, **values: Any
    ) -> None:
        """Say the draft's blocks anew. Raises Invalid naming blocks[n].field, Conflict where somebody saved meanwhile."""
        checked = rules.checked(blocks, self.takes)
        kept = lending.known(self.workspace, clausing.known(self.workspace, checked))
        made = merging.filled(kept, self._fields(values.get("valid_until", self.valid_until)))
        for place, block in enumerate(made):
            if block["type"] == "schedule":
                schedule.check_rows(block["rows"], f"blocks[{place}]")
        made = pricing.with_plain_lines(self, made)
        with transaction.atomic():
            lines = choosing.rows_for(made, choosing.usual(made))
            super().rewrite(by, version, lines, **self._deposit_of(made), **values)
            self.keep_content(made)
            self._keep_deposit(deposit_at_once)

    def rewrite(
        self, by: Actor, version: int | None = None, lines: Sequence[dict] | None = None, deposit_at_once: bool | None = None, **values: Any
    ) -> None:
        """Change a draft. Lines given here are the price table's. `deposit_at_once`: None leaves it as it is."""
        if lines is None:
            with transaction.atomic():
                super().rewrite(by, version, None, **values)
                self._keep_deposit(deposit_at_once)
            return None
        kept = [block for block in self.content if block["type"] != "price"]
        return self.arrange(by, [*kept, {"type": "price", "rows": list(lines)}], version, **values)

    def new_version(self, by: Actor) -> "Proposal":
        """Draft the next version under the same number, once. Raises Conflict for one that is accepted, void or a draft."""
        with transaction.atomic():
            now = Document.objects.select_for_update().get(pk=self.pk)
            if now.state not in ("issued", "declined"):
                raise Conflict(f"{self} is {now.state}. A new version is written of one that was sent.", "state")
            if begun := Content.objects.filter(follows=self.pk).select_related("document").first():
                return begun.document
            values = {**values_of(self, dates=False), "valid_until": valid_until(self.workspace)}
            values = {name: value for name, value in values.items() if name not in ("repeat", "payment")}
            made = Document.draft(self.client, self.kind, by, source=self.source, **values)
            made.keep_content(self.draft_content)
            Content.objects.filter(document=made).update(
                follows=self.pk, edition=self.kept.edition + 1, deposit_at_once=self.kept.deposit_at_once
            )
            made.__dict__.pop("kept", None)
            if bid := Bid.objects.filter(document=self.pk).first():
                bid.carry_on(made)
        return made

    def pick(self, answer: Mapping[str, Any] | None, again: str = "accept once more") -> tuple[Picked, Document]:
        """Read what a client chose, with its price as an unsaved document.

        Raises Invalid where the answer says too little, Conflict where another price (`seen_total`, minor units) was shown.
        """
        choice = choosing.picked(self.content, answer)
        price = pricing.price_of(self, choice)
        seen = (answer or {}).get("seen_total")
        if seen is not None and str(seen) != str(price.total_minor):
            raise Conflict(f"Your choice comes to {Figures(self).money(price.total_minor)}. If that is right, {again}.", "seen_total")
        return choice, price

    @cached_property
    def kept(self) -> Content:
        """The row of the blocks."""
        return Content.objects.select_related("follows").get(document=self.pk)

    @property
    def content(self) -> list[dict[str, Any]]:
        """The blocks."""
        if "_blocks" not in self.__dict__:
            self._blocks = self.kept.blocks if self.pk else []
        return self._blocks

    @property
    def draft_content(self) -> list[dict[str, Any]]:
        return clauses.restored(self.content)

    @property
    def shown_content(self) -> list[dict[str, Any]]:
        """The blocks as readers see them: in a draft the fields of clauses and the case studies filled as they stand now."""
        return lending.filled(self.workspace, self._with_fields()) if self.is_draft else self.content

    @property
    def chosen(self) -> Choice | None:
        """What the client took; None before the acceptance."""
        return Choice.objects.filter(document=self.pk).first() if self.state in ("accepted", "void") else None

    @property
    def agreed_minor(self) -> int:
        choice = self.chosen
        return self.total_minor if choice is None else choice.total_minor

    @property
    def offers_choice(self) -> bool:
        return choosing.has_choice(self.content)

    @property
    def deposit_due(self) -> Money | None:
        """What is asked for up front: of what was chosen, before that of the usual choice."""
        if (choice := self.chosen) is not None:
            return None if choice.deposit_minor is None else Money(choice.deposit_minor, self.currency)
        return super().deposit_due

    @property
    def editor_url(self) -> str:
        return reverse("proposals:edit", args=[self.pk])

    @property
    def heir(self) -> Document | None:
        newer = Content.objects.filter(follows=self.pk).exclude(document__state="draft").select_related("document").first()
        return newer.document if newer else None

    def keep_content(self, content: Any) -> None:
        Content.objects.filter(document=self.pk).update(blocks=content)
        self._blocks = content

    def on_paper(self, paper: Any) -> Any:
        from .paper import with_blocks

        return with_blocks(self, paper)

    def _write(self, lines: Any) -> None:
        fresh = self._state.adding
        super()._write(lines)
        if fresh:
            rows = [pricing.plain(line) for line in self.lines.all()]
            blocks = rules.checked([{"type": "price", "rows": rows}]) if rows else []
            Content.objects.create(document_id=self.pk, workspace_id=self.workspace_id, blocks=blocks, deposit_at_once=sends_deposit_at_once(self.workspace))

    def _keep_deposit(self, at_once: bool | None) -> None:
        if at_once is not None:
            Content.objects.filter(document=self.pk).update(deposit_at_once=at_once)
            self.__dict__.pop("kept", None)

    def check_offer(self) -> None:
        """Raise Invalid naming what stands in the way of issuing."""
        check_offer(self)
        if not self.lines.all():
            raise Invalid("It has no price yet.", "lines")

    def _check_complete(self) -> None:
        super()._check_complete()
        check_offer(self)

    def _take_number(self, unlocked: int | None = None) -> None:
        kept = self.kept
        if kept.follows_id is None:
            return super()._take_number(unlocked)
        self.period, self.seq = None, None
        self.number = f"{_EDITION.sub('', kept.follows.number)} v{kept.edition}"

    def _with_fields(self) -> list[dict[str, Any]]:
        return clauses.filled(self.content, clausing.values_of(self)) if clauses.of(self.content) else self.content

    def _freeze(self) -> None:
        self.keep_content(lending.frozen(self.workspace, self._with_fields()))
        super()._freeze()

    def _on_issue(self, by: Actor) -> None:
        """The version before can no longer be accepted."""
        before = self.kept.follows
        if before is None:
            return
        state = Document.objects.select_for_update().values_list("state", flat=True).get(pk=before.pk)
        if state == "accepted":
            raise Conflict(f"{before} was accepted meanwhile. Write a new proposal for what changes.", "state")
        if state != "void":
            before.void(by, f"Replaced by {self.number}")

    def took(self, answer: Mapping[str, Any] | None) -> bool:
        """Whether this answer names what was chosen."""
        kept = Choice.objects.get(document=self.pk)
        choice = choosing.picked(self.content, answer)
        return (choice.package, choice.options) == (kept.package, tuple(key for key, _ in kept.options))

    def _on_accept(self, by: Actor, answer: Mapping[str, Any] | None) -> None:
        choice, price = self.pick(answer)
        title, options = choosing.named(self.content, choice)
        Choice.objects.create(
            workspace_id=self.workspace_id, document_id=self.pk, package=choice.package, package_title=title, options=options,
            lines=[dict(row) for row in choosing.rows_for(self.content, choice)],
            subtotal_minor=price.subtotal_minor, discount_minor=price.discount_total_minor, tax_sums=price.tax_sums,
            tax_minor=price.tax_total_minor, total_minor=price.total_minor,
            deposit_minor=pricing.deposit_of(self, price), payments=pricing.payments_of(self, price.total_minor),
            chosen_by=self.decided_by,
        )  # fmt: skip

    def _fields(self, until: Any) -> dict[str, str]:
        """What the merge fields of the blocks stand for."""
        firm, locale = self.workspace, Figures(self).locale
        return {
            "client.name": self.client.name, "firm.name": firm.name, "firm.email": firm.email, "firm.phone": firm.phone,
            "valid_until": long_day(until, locale) if until else "", "today": long_day(firm.today(), locale),
        }  # fmt: skip

    def _deposit_of(self, blocks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The deposit that the schedule asks for; nothing to say where there is no schedule."""
        rows = schedule.rows_of(blocks)
        if not rows:
            return {}
        first = schedule.deposit_row(rows)
        if first is None:
            return {"deposit_percent": None, "deposit_minor": None}
        percent = schedule.percent_of(first)
        minor = None if percent is not None else schedule.minor_of(first, DECIMALS[self.currency])
        return {"deposit_percent": percent, "deposit_minor": minor}
