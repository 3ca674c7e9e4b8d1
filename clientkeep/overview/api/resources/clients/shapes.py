"""What a client looks like in the interface, coming and going."""

import uuid
from typing import Annotated, Literal

from pydantic import Field

from clientkeep.relationship.clients.model import STAGE_LABELS
from clientkeep.relationship.clients.tidying import LONGEST_CUSTOM, LONGEST_TAG, LONGEST_TERMS, MOST_CUSTOM, MOST_TAGS

from ...fields import Currency, Day, Flag, Given, Number, Text, Told, Version, Whole
from ...paging import Page

Stage = Literal[tuple(STAGE_LABELS)]
Tier = Literal["", "a", "b", "c"]
Terms = Annotated[Whole, Field(ge=0, le=LONGEST_TERMS, description="Days after the issue date; null: as the firm")]


class ClientGiven(Given):
    """What may be changed on a client."""

    name: Text(200) = ""
    legal_name: Text(200) = ""
    is_company: Flag = True
    email: Text(254) = ""
    phone: Text(60) = ""
    website: Text(300) = ""
    tax_id: Text(60) = ""
    tax_exempt: Flag = False
    address_line1: Text(200) = ""
    address_line2: Text(200) = ""
    city: Text(120) = ""
    region: Text(120) = ""
    postal_code: Text(40) = ""
    country: Text(2) = Field("", description="ISO 3166, two letters")
    time_zone: Text(60) = ""
    language: Text(10) = ""
    currency: Currency | Literal[""] = Field("", description="Empty: the firm's")
    hourly_rate: Number | None = Field(None, description="In the client's currency")
    terms_days: Terms | None = None
    tax_name: Text(30) = ""
    tax_percent: Number | None = None
    tier: Tier = ""
    tags: Annotated[list[Text(LONGEST_TAG)], Field(max_length=MOST_TAGS)] = []
    custom: Annotated[dict[Text(60), Text(LONGEST_CUSTOM)], Field(max_length=MOST_CUSTOM)] = Field(
        {}, description="The firm's own fields by their keys; empty texts are removed"
    )
    contract_starts: Day | None = None
    contract_ends: Day | None = None
    background: Text(20_000) = Field("", description="The client never sees it")
    stage: Stage = "lead"


class FirstContact(Given):
    """A person at a new client."""

    name: Text(200) = ""
    email: Text(254) = ""


class NewClient(ClientGiven):
    """A client to put on record. Whoever adds it owns it."""

    name: Text(200, least=1)
    contact: FirstContact | None = Field(None, description="The first person there")


class ChangedClient(ClientGiven):
    """Fields to change; what is not sent stays."""

    next_step: Text(200) = ""
    next_step_on: Day | None = None
    version: Version | None = None


class StageGiven(Given):
    stage: Stage


class StepGiven(Given):
    """What comes next with the client; an empty text clears it."""

    next_step: Text(200)
    next_step_on: Day | None = None


class TeamGiven(Given):
    """Who owns the client, and which members with narrowed sight see it."""

    owner_id: uuid.UUID | None = None
    member_ids: Annotated[list[uuid.UUID], Field(max_length=200)] = []


class ClientsAsked(Page):
    """Filters of the list of clients."""

    q: str = Field("", max_length=100, description="Parts of name, people, address, numbers, in any order; nearly typed is found too")
    stage: Literal[("", *STAGE_LABELS)] = ""
    tier: Literal["", "a", "b", "c", "none"] = ""
    owner: str = Field("", pattern=r"^(me|none|[0-9a-fA-F-]{36})?$", description="`me`, `none` or a member's id")
    tag: str = Field("", max_length=40)
    money: Literal["", "owing", "overdue"] = ""
    missing: Literal["", "email", "address", "next_step", "contact", "neglected", "dormant"] = ""
    archived: bool = Field(False, description="The archived ones instead of the others")
    sort: Literal["name", "contact", "newest"] = "name"


class MoneyOut(Told):
    amount: str
    currency: str


class ClientOut(Told):
    """A client."""

    id: uuid.UUID
    name: str
    legal_name: str
    is_company: bool
    email: str
    phone: str
    website: str
    tax_id: str
    tax_exempt: bool
    address_line1: str
    address_line2: str
    city: str
    region: str
    postal_code: str
    country: str
    time_zone: str
    language: str
    currency: str
    billing_currency: str
    hourly_rate: str | None
    terms_days: int | None
    tax_name: str
    tax_percent: str | None
    tier: str
    tags: list[str]
    custom: dict[str, str]
    stage: str
    contract_starts: str | None
    contract_ends: str | None
    background: str
    next_step: str
    next_step_on: str | None
    last_contact_at: str | None
    owner_id: uuid.UUID | None
    source: str
    version: int
    archived_at: str | None
    created_at: str
    changed_at: str
    changed_by: str


class ClientsOut(Told):
    items: list[ClientOut]
    next: str | None


class GapOut(Told):
    """Something missing or stale in the record."""

    slug: str
    words: str


class ClientWhole(ClientOut):
    """A client with what is owed and what its record lacks."""

    owed: list[MoneyOut]
    overdue: list[MoneyOut]
    missing: list[GapOut]


class TeamOut(Told):
    owner_id: uuid.UUID | None
    member_ids: list[uuid.UUID]
