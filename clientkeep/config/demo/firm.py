"""The demo firm and its people."""

import datetime as dt
from dataclasses import dataclass

from clientkeep.foundation import clock
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, User, Workspace

from . import OWNER_EMAIL

MONTHS = 14


@dataclass(frozen=True)
class Firm:
    """The workspace, the two people in it as authors, and the day on which the story ends."""

    workspace: Workspace
    rowan: Actor
    june: Actor
    owner: Member
    colleague: Member
    today: dt.date


def open_firm() -> Firm:
    """Open the firm as it stood fourteen months ago."""
    today = clock.today("America/Los_Angeles")
    with clock.moved(clock.now() - dt.timedelta(days=MONTHS * 30 + 14)):
        workspace = Workspace.objects.create(
            name="Tidewater Studio",
            legal_name="Tidewater Studio LLC",
            email="hello@tidewater.example",
            phone="+1 503 555 0142",
            website="tidewater.example",
            address_line1="48 Cannery Row",
            city="Astoria",
            region="OR",
            postal_code="97103",
            country="US",
            trade="brand studio",
            time_zone="America/Los_Angeles",
            locale="en-US",
            currency="USD",
            paper_size="letter",
            accent="#1f6f78",
            tax_status="exempt",
            hourly_rate=9500,
            terms_days=14,
            bank_details="Columbia River Credit Union\nRouting 123205054 · Account 0042 118 300",
            footer="Tidewater Studio LLC · Registered in Oregon",
            asked_at={name: today.isoformat() for name in ("address", "tax", "bank", "terms", "number", "currency")},
            is_demo=True,
        )
        rowan = _person(workspace, OWNER_EMAIL, "Rowan Tide", "owner")
        june = _person(workspace, "june@tidewater.example", "June Park", "member")
    return Firm(workspace, _author(rowan), _author(june), rowan, june, today)


def _person(workspace: Workspace, email: str, name: str, role: str) -> Member:
    user = User.objects.create_user(email, None, name)
    return Member.objects.create(workspace=workspace, user=user, role=role)


def _author(member: Member) -> Actor:
    return Actor("member", member.pk, str(member))
