"""Document: what every kind shares, from draft over issue to its end."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock, faults
from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import CurrencyCode, Identity, Minor, Scaled
from clientkeep.foundation.money import Money
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import agreeing, drafting, events, freezing, once
from .hindrances import require_unhindered
from .hooks import KindHooks
from .kinds import KINDS, DocumentKind
from .line import Deduction, Line
from .numbering.model import NumberSeries
from .pricing.rules import Discount, totals
from .queries import DocumentQuerySet

__all__ = ["Deduction", "Document", "Line"]

STATES = States(
    {
        "draft": ("issued",),
        "issued": ("accepted", "declined", "void"),
        "accepted": ("void",),
        "declined": ("accepted", "void"),
        "void": (),
    }
)


class Document(KindHooks, models.Model):
    """An invoice, quote, estimate, receipt or credit note. Rows load as the proxy of their kind.

    Money is in minor units of `currency`. `balance_minor` is what is still owed, recomputed from rows by
    the verbs that move money. A database trigger keeps issued content as it was.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="documents")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    role = models.CharField(max_length=12, blank=True, help_text="deposit, final, opening or nothing")
    state = models.CharField(max_length=10, default="draft", choices=[(s, s) for s in STATES.all])
    version = models.PositiveIntegerField(default=1)
    form_token = models.CharField(max_length=64, null=True, blank=True)
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")

    number = models.CharField(max_length=60, blank=True)
    period = models.PositiveIntegerField(null=True, blank=True)
    seq = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200, blank=True)
    currency = CurrencyCode()
    issue_date = models.DateField()
    due_date = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    notes = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    repeat = models.JSONField(null=True, blank=True, help_text="every, unit, starts, ends, count; see repeating.py")
    payment = models.JSONField(null=True, blank=True, help_text="What a receipt says was paid: amount, date, method")
    prices_include_tax = models.BooleanField(default=False)
    tax_rounding = models.CharField(max_length=10, default="document")
    discount_percent = Scaled(places=4, null=True, blank=True)
    discount_minor = Minor(null=True, blank=True)
    deposit_percent = Scaled(places=4, null=True, blank=True)
    deposit_minor = Minor(null=True, blank=True)

    subtotal_minor = Minor(default=0)
    discount_total_minor = Minor(default=0)
    tax_sums = models.JSONField(default=list, help_text="[name, percent, base, amount]")
    tax_total_minor = Minor(default=0)
    total_minor = Minor(default=0)
    deducted_minor = Minor(default=0)
    balance_minor = Minor(default=0)

    seller = models.JSONField(default=dict)
    buyer = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    pdf_file = models.UUIDField(null=True, blank=True, help_text="A row of the files room, made once after issue")
    issued_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    viewed_at = models.DateTimeField(null=True, blank=True, help_text="When a person acted on its page")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decline_reason = models.CharField(max_length=500, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "number"], condition=~models.Q(number=""), name="number_once"),
            models.UniqueConstraint(
                fields=["workspace", "kind", "period", "seq"], condition=models.Q(seq__isnull=False), name="seq_once"
            ),
            models.UniqueConstraint(fields=["workspace", "form_token"], name="form_token_once"),
        ]
        indexes = [
            models.Index(fields=["workspace", "kind", "-issue_date", "-id"], name="document_newest"),
            models.Index(fields=["client", "kind", "-issue_date"], name="document_of_client"),
            models.Index(fields=["workspace", "state", "-created_at"], name="document_by_state"),
            models.Index(fields=["workspace", "kind", "state", "-issue_date", "-id"], name="document_by_kind_state"),
            models.Index(fields=["workspace", "kind", "due_date", "id"], name="document_by_due"),
            models.Index(fields=["workspace", "kind", "reference"], condition=~models.Q(reference=""), name="document_ref"),
            models.Index(fields=["workspace", "kind", "title"], condition=~models.Q(title=""), name="document_title"),
            models.Index(
                fields=["workspace", "kind", "state", "currency", "total_minor", "deducted_minor", "balance_minor"],
                name="document_sums",
            ),
            models.Index(
                fields=["workspace", "due_date", "currency", "balance_minor", "kind", "state"],
                condition=models.Q(kind="invoice", state="issued", balance_minor__gt=0),
                name="document_outstanding",
            ),
            models.Index(
                fields=["workspace", "client", "currency", "balance_minor", "due_date", "kind", "state"],
                condition=models.Q(kind="invoice", state="issued", balance_minor__gt=0),
                name="document_owed_by_client",
            ),
        ]

    @classmethod
    def from_db(cls, db, field_names, values):
        document = super().from_db(db, field_names, values)
        kind = KINDS.get(document.kind) if "kind" in field_names else None
        if kind:
            document.__class__ = kind.model
        return document

    def __str__(self) -> str:
        return f"{self.label} {self.number}".strip()

    @classmethod
    def draft(
        cls,
        client: Client,
        kind: str,
        by: Actor,
        lines: Sequence[dict] = (),
        form_token: str | None = None,
        source: "Document | None" = None,
        role: str = "",
        **values: Any,
    ) -> "Document":
        """Write a draft. Raises Invalid naming the field. The same `form_token` gives the same draft again."""
        if kind not in KINDS:
            raise Invalid(f"Choose a kind: {', '.join(KINDS.keys())}.", "kind")
        workspace = client.workspace
        def write() -> "Document":
            document = KINDS[kind].model(
                workspace=workspace, client=client, kind=kind, role=role, source=source, created_by=by.name,
                form_token=form_token or None, currency=client.billing_currency, issue_date=workspace.today(),
                tax_rounding=workspace.tax_rounding,
            )  # fmt: skip
            drafting.take_fields(document, values)
            document._apply_terms(values)
            document._write(drafting.make_lines(document, lines))
            document._announce(events.DocumentDrafted, by)
            return document

        return once.written(cls.objects.filter(workspace=workspace), form_token, write)

    def rewrite(
        self, by: Actor, version: int | None = None, lines: Sequence[dict] | None = None, **values: Any
    ) -> None:
        """Change a draft. `version` is what the editor saw: Conflict where somebody saved meanwhile, or it is issued."""
        with transaction.atomic():
            now = type(self)._base_manager.select_for_update().get(pk=self.pk)
            if now.state != "draft":
                raise Conflict(f"{now} is issued and never changes. Write a credit note or a new version.", "state")
            if version is not None and version != now.version:
                raise Conflict("Somebody saved this draft meanwhile. Look at both versions and save again.", "version")
            self.version = now.version + 1
            drafting.take_fields(self, values)
            self._write(None if lines is None else drafting.make_lines(self, lines))
            self._announce(events.DraftChanged, by)

    def hand_to(self, client: Client, by: Actor) -> None:
        """Give a draft to another client of the workspace."""
        if client.workspace_id != self.workspace_id:
            raise Invalid("Choose a client of this workspace.", "client")
        self.client = client
        self.rewrite(by)

    def discard(self, by: Actor) -> None:
        """Throw a draft away. It had no number, so none is lost."""
        with transaction.atomic():
            if type(self)._base_manager.select_for_update().get(pk=self.pk).state != "draft":
                raise Conflict(f"{self} is issued. Void it instead.", "state")
            self._announce(events.DraftDropped, by, about=False)
            Document.objects.filter(pk=self.pk).delete()

    def issue(self, by: Actor) -> None:
        """Give the number, freeze the content, and announce it. Calling it again changes nothing.

        Raises Invalid for a document without lines or with a price missing.
        """
        unlocked = self._number_without_lock() if faults.armed("number-lock-off") else None
        with transaction.atomic():
            state, version = Document.objects.select_for_update().values_list("state", "version").get(pk=self.pk)
            if state == "issued":
                self.refresh_from_db()
                return
            STATES.check(state, "issued", str(self))
            if version != self.version:
                raise Conflict("The draft was changed meanwhile. Look at it again before issuing.", "version")
            self._check_complete()
            self._take_number(unlocked)
            faults.point("issue.after_number")
            self._freeze()
            self._on_issue(by)
            self._announce(events.DocumentIssued, by, repeats=bool(self.repeat))
            faults.point("issue.before_commit")
        faults.point("issue.after_commit")

    def void(self, by: Actor, because: str) -> None:
        """Take an issued document back. It keeps its number. Raises Invalid without a reason."""
        if not because.strip():
            raise Invalid("Say why, for the books.", "reason")
        with transaction.atomic():
            self._move("void", voided_at=clock.now(), void_reason=because.strip()[:500])
            self._on_void(by)
            self._announce(events.DocumentVoided, by, reason=self.void_reason)

    def accept(self, by: Actor, name: str = "", answer: Mapping[str, Any] | None = None) -> None:
        """The client agrees; `answer` says what was chosen. Raises Conflict where it cannot be accepted, or has expired."""
        if not self.kind_row.answerable:
            raise Conflict(f"{self.label} cannot be accepted.", "state")
        if self.expired:
            raise Conflict(f"This {self.label.lower()} expired on {self.valid_until}. Ask for a new one.", "valid_until")
        with transaction.atomic():
            require_unhindered(self)
            self._move("accepted", decided_at=clock.now(), decided_by=(name or by.name)[:200])
            self._on_accept(by, answer)
            agreeing.write_agreed(self, by)
            self._announce(events.DocumentAccepted, by)
            faults.point("accept.before_commit")
            # Callers accept inside transactions of their own: what is after this block is not yet after the commit.
            transaction.on_commit(lambda: faults.point("accept.after_commit"))

    def decline(self, by: Actor, reason: str = "", name: str = "") -> None:
        """The client says no."""
        if not self.kind_row.answerable:
            raise Conflict(f"{self.label} cannot be declined.", "state")
        with transaction.atomic():
            decided = {"decided_at": clock.now(), "decided_by": (name or by.name)[:200]}
            self._move("declined", decline_reason=reason.strip()[:500], **decided)
            self._announce(events.DocumentDeclined, by, reason=self.decline_reason or "no reason given")

    def mark_viewed(self, by: Actor) -> None:
        """A person acted on the document's page for the first time."""
        if Document.objects.filter(pk=self.pk, viewed_at=None).update(viewed_at=clock.now()):
            with transaction.atomic():
                self._announce(events.DocumentViewed, by)

    @property
    def kind_row(self) -> DocumentKind:
        return KINDS[self.kind]

    @property
    def label(self) -> str:
        """The kind in a word: "Deposit invoice", "Quote"."""
        return "Deposit invoice" if self.role == "deposit" else self.kind_row.label

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def payable(self) -> Money:
        """The total less deducted deposits."""
        return Money(self.total_minor - self.deducted_minor, self.currency)

    @property
    def balance(self) -> Money:
        return Money(self.balance_minor, self.currency)

    @property
    def deposit_due(self) -> Money | None:
        """What a quote asks for up front, in money."""
        if self.deposit_minor is not None:
            return Money(min(self.deposit_minor, self.total_minor), self.currency)
        if self.deposit_percent:
            return Money.of(self.total.major * self.deposit_percent / 100, self.currency)
        return None

    @property
    def expired(self) -> bool:
        return bool(self.valid_until and self.valid_until < self.workspace.today())

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    def _apply_terms(self, values: dict[str, Any]) -> None:
        if not self.kind_row.dated_due:
            self.due_date = None
        elif "due_date" not in values:
            days = self.client.terms_days if self.client.terms_days is not None else self.workspace.terms_days
            self.due_date = None if days is None else self.issue_date + dt.timedelta(days=days)
        if not self.kind_row.expires:
            self.valid_until = None

    def _write(self, lines: list[Line] | None) -> None:
        fresh = self._state.adding
        lines = list(self.lines.all()) if lines is None else lines
        self.count(lines)
        self.save(force_insert=fresh)
        if not fresh:
            Line.objects.filter(document_id=self.pk).delete()
        for line in lines:
            line.pk, line.document_id = None, self.pk
        Line.objects.bulk_create(lines)

    def count(self, lines: list[Line]) -> None:
        """Put the figures of these lines on the document and on them, without saving."""
        discount = None
        if self.discount_percent is not None or self.discount_minor is not None:
            discount = Discount(self.discount_percent, self.discount_minor)
        sums = totals(
            [line.priced for line in lines],
            DECIMALS[self.currency],
            discount,
            self.prices_include_tax,
            self.tax_rounding,
        )
        for line, amount in zip(lines, sums.lines, strict=True):
            line.amount_minor = amount
        self.subtotal_minor, self.discount_total_minor = sums.subtotal, sums.discount
        self.tax_sums = [[row.tax.name, f"{row.tax.percent:f}", row.base, row.amount] for row in sums.taxes]
        self.tax_total_minor, self.total_minor = sums.tax, sums.total
        self._prefetched_objects_cache = {"lines": lines}

    def _check_complete(self) -> None:
        lines = list(self.lines.all())
        if not lines:
            raise Invalid("Add at least one line before issuing.", "lines")
        for place, line in enumerate(lines):
            if line.unit_price is None:
                raise Invalid(f"Line {place + 1} has no price yet.", f"lines[{place}].unit_price")
            if not line.description:
                raise Invalid(f"Say what line {place + 1} is for.", f"lines[{place}].description")
        if self.deducted_minor > self.total_minor:
            raise Invalid("The deposits taken off are higher than the total.", "deductions")

    def _take_number(self, unlocked: int | None = None) -> None:
        series = NumberSeries.of(self.workspace, self.kind)
        self.period, self.seq, self.number = series.take(self.issue_date.year, unlocked)

    def _number_without_lock(self) -> int:
        return NumberSeries.of(self.workspace, self.kind).peek(self.issue_date.year)

    def _freeze(self) -> None:
        self.seller = freezing.party_of_firm(self.workspace)
        self.buyer = freezing.party_of_client(self.client)
        self.state, self.issued_at = "issued", clock.now()
        self.balance_minor = self.total_minor - self.deducted_minor if self.kind_row.payable else 0
        self.digest = freezing.digest_of(self)
        self.save()

    def _move(self, state: str, **facts: Any) -> None:
        now = Document.objects.select_for_update().get(pk=self.pk)
        STATES.check(now.state, state, str(self))
        self.state = state
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *facts])

    def _announce(self, kind: Any, by: Actor, about: bool = True, **more: Any) -> None:
        label = self.label.lower()
        facts = {
            "client": self.client.name, "kind": label, "number": self.number, "total": self.sum_words,
            "kind_first": self.label, "a_kind": f"an {label}" if label[0] in "aeiou" else f"a {label}",
        }  # fmt: skip
        record(
            kind,
            workspace_id=self.workspace_id,
            by=by,
            client_id=self.client_id,
            about=self if about else None,
            **facts,
            **more,
        )
