"""A meeting type, a booking and a calendar of each side, for the addresses that name them."""

import datetime as dt
from typing import Any

from clientkeep.foundation import clock
from clientkeep.foundation.sealing import seal
from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.models import Booking, BookingKey, BusyFeed, CalendarLink, MeetingType
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member
from tests.house import hostile

OF_A_CLIENT = {"booking_id"}
OF_A_PERSON = {"feed_id"}
OF_THE_FIRM = {"type_id"}


def made_for(name: str, contact: Contact, holder: Member, by: Actor) -> tuple[dict[str, Any], dict[str, str]]:
    """Return ids by parameter, and the secrets of the addresses. The poisoned side says hostile things."""
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    kind = MeetingType.make(
        holder, by, name=words[:100], description=words[:1_000], minutes=30, place_kind="place", place=words[:300], questions=[hostile.SCRIPT[:200]]
    )  # fmt: skip
    start = (clock.now() + dt.timedelta(days=3 + Booking.objects.count())).replace(minute=0, second=0, microsecond=0)
    booker = Booker.of(kind, words[:200], contact.email, "UTC", words[:60], [words[:2_000]])
    booking = Booking.make(kind, start, booker)
    booking.write_note(words)
    feed = BusyFeed.objects.create(
        workspace=holder.workspace, member=holder, url_sealed=seal(f"https://calendar.example/{name}.ics"), shown=words[:120], problem=words[:300]
    )
    key = BookingKey.make(booking)
    secrets = {f"booking:{page}": kind.token for page in ("month", "at", "logo")}
    secrets |= {f"booking:{page}": key for page in ("own", "move", "cancel", "file")}
    secrets |= {"booking:calendar": CalendarLink.renew(holder, by)}
    return {"type_id": kind.pk, "booking_id": booking.pk, "feed_id": feed.pk}, secrets
