"""What a document looks like in the interface, coming and going."""

import uuid
from typing import Annotated, Any, Literal

from pydantic import Field

from clientkeep.relationship.documents.line import UNITS
from clientkeep.relationship.documents.pricing.rules import MOST_LINES
from clientkeep.relationship.documents.repeating import MOST_TIMES
from clientkeep.relationship.documents.repeating import UNITS as PERIODS

from ...fields import Currency, Day, Flag, Given, Number, Text, Told, Version, Whole
from ...paging import Page

KINDS = ("invoice", "quote", "estimate", "proposal", "contract", "receipt", "credit_note")
Kind = Literal[KINDS]
STATES = (
    "draft", "issued", "unpaid", "overdue", "paid", "unsent", "open", "expired", "accepted", "declined", "void",
)  # fmt: skip


class TaxGiven(Given):
    """A tax on a line; `compound` ones count on top of those before."""

    name: Text(30, least=1)
    percent: Number
    compound: Flag = False


class LineGiven(Given):
    """A line. Without `taxes` it bears the client's or the firm's usual ones; an empty list means none."""

    description: Text(2_000) = ""
    quantity: Number = "1"
    unit: Literal[("", *UNITS)] = ""
    unit_price: Number | None = Field(None, description="In major units, with up to 6 decimals; null while it is missing")
    discount_percent: Number | None = None
    taxes: Annotated[list[TaxGiven], Field(max_length=10, fail_fast=True)] | None = None
    amount: Number | None = Field(None, description="If sent, it must equal what is counted (422)")


class ShareGiven(Given):
    """A part of the document: `percent` or `amount`."""

    percent: Number | None = None
    amount: Number | None = None


class RepeatGiven(Given):
    """How an invoice comes again."""

    every: Annotated[Whole, Field(ge=1, le=999)] = 1
    unit: Literal[tuple(PERIODS)]
    starts: Day | None = Field(None, description="The issue date, where nothing is given")
    ends: Day | None = None
    count: Annotated[Whole, Field(ge=1, le=MOST_TIMES)] | None = None


class PaidGiven(Given):
    """What a receipt says was paid."""

    amount: Number
    date: Day
    method: Literal["card", "bank_transfer", "cash", "check", "paypal", "stripe", "other"] | None = None


class DocumentGiven(Given):
    """What a draft may say."""

    title: Text(200) = ""
    currency: Currency | None = Field(None, description="The client's, where nothing is given")
    issue_date: Day | None = Field(None, description="Today in the firm's zone, where nothing is given")
    due_date: Day | None = Field(None, description="By the client's or the firm's terms, where nothing is sent")
    valid_until: Day | None = None
    reference: Text(100) = ""
    notes: Text(20_000) = ""
    terms: Text(20_000) = ""
    prices_include_tax: Flag = False
    discount: ShareGiven | None = None
    deposit: ShareGiven | None = None
    repeat: RepeatGiven | None = None
    payment: PaidGiven | None = None
    lines: Annotated[list[LineGiven], Field(max_length=MOST_LINES, fail_fast=True)] = []
    subtotal: Number | None = Field(None, description="If sent, it must equal what is counted (422)")
    discount_total: Number | None = Field(None, description="If sent, it must equal what is counted (422)")
    tax_total: Number | None = Field(None, description="If sent, it must equal what is counted (422)")
    total: Number | None = Field(None, description="If sent, it must equal what is counted (422)")


class NewDocument(DocumentGiven):
    """A document to write."""

    kind: Kind
    client_id: uuid.UUID
    issue: Flag = Field(False, description="Issue it at once: it gets its number and never changes again")


class ChangedDocument(DocumentGiven):
    """Fields of a draft to change; what is not sent stays. `lines` replaces all lines."""

    client_id: uuid.UUID | None = None
    version: Version | None = None


class VersionGiven(Given):
    version: Version | None = None


class ReasonGiven(Given):
    reason: Text(500, least=1)


class AcceptGiven(Given):
    name: Text(200, least=1) = Field(..., description="Who agreed, and how")
    package: Text(10) = Field("", description="Of a proposal with packages: the id of the block that was chosen")
    options: Annotated[list[Text(20)], Field(max_length=60)] = Field([], description="The keys of the options taken, as told with the blocks")


class DeclineGiven(Given):
    reason: Text(500) = ""


class CreditGiven(Given):
    amount: Number | None = Field(None, description="As much as there is and as is owed, where nothing is given")


class Addressee(Given):
    """Who gets a letter: a contact, or an address."""

    contact_id: uuid.UUID | None = None
    email: Text(254) = ""
    name: Text(200) = ""


class SendingGiven(Given):
    """A letter with the document; the firm's wording where none is given."""

    to: Annotated[list[Addressee], Field(min_length=1, max_length=20)] | None = Field(
        None, description="The client's billing contacts, where nothing is given"
    )
    subject: Text(300) | None = None
    text: Text(20_000) | None = Field(None, description="May hold the placeholders of the firm's templates, {link} among them")
    again: Flag = Field(False, description="Write to those who got it before once more")
    version: Version | None = None


class DocumentsAsked(Page):
    """Filters of the list of documents."""

    kind: Literal[("", *KINDS)] = ""
    state: Literal[("", *STATES)] = Field("", description="`overdue`, `unpaid`, `paid`: invoices; `open`, `expired`: quotes")
    client_id: uuid.UUID | None = None
    number: str = Field("", max_length=60, description="This very number")
    q: str = Field("", max_length=100, description="Part of number, reference, title or client's name")
    source_id: uuid.UUID | None = Field(None, description="What was made of this document")
    currency: Currency | None = None
    issued_from: Day | None = None
    issued_to: Day | None = None


class LineOut(Told):
    """A line. `amount` is net of its discount."""

    description: str
    quantity: str
    unit: str
    unit_price: str | None
    discount_percent: str | None
    taxes: list[dict[str, Any]]
    amount: str


class TaxOut(Told):
    """All lines of one tax."""

    name: str
    percent: str
    base: str
    amount: str


class DeductionOut(Told):
    """A deposit invoice that is taken off."""

    document_id: uuid.UUID
    number: str
    amount: str


class DocumentRow(Told):
    """A document in a list. `status` is derived: draft, issued, sent, partial, overdue, paid, void, accepted, declined, expired."""

    id: uuid.UUID
    kind: str
    role: str
    label: str
    number: str
    state: str
    status: str
    client_id: uuid.UUID
    client_name: str
    title: str
    reference: str
    currency: str
    issue_date: str
    due_date: str | None
    valid_until: str | None
    total: str
    payable: str
    balance: str
    version: int
    source_id: uuid.UUID | None
    issued_at: str | None
    sent_at: str | None
    viewed_at: str | None
    decided_at: str | None
    voided_at: str | None
    created_at: str


class DocumentsOut(Told):
    items: list[DocumentRow]
    next: str | None


class ShareOut(Told):
    percent: str | None
    amount: str | None


class DocumentOut(DocumentRow):
    """A document. Money is in `currency`; an issued one is as it stands on paper."""

    prices_include_tax: bool
    tax_rounding: str
    lines: list[LineOut]
    taxes: list[TaxOut]
    subtotal: str
    discount: ShareOut | None
    discount_total: str
    tax_total: str
    deposit: ShareOut | None
    deductions: list[DeductionOut]
    deducted: str
    notes: str
    terms: str
    repeat: dict[str, Any] | None
    payment: dict[str, Any] | None
    decided_by: str
    decline_reason: str
    void_reason: str
    created_by: str
    digest: str


class LetterRow(Told):
    """A letter and where it is. Only `sent` ones have left."""

    id: uuid.UUID
    purpose: str
    state: str
    to_email: str
    to_name: str
    subject: str
    client_id: uuid.UUID | None
    about: dict[str, str] | None
    error: str
    created_at: str
    sent_at: str | None


class SentOut(Told):
    """The document, its letters, and why they wait if they do."""

    document: DocumentOut
    letters: list[LetterRow]
    held_because: str
