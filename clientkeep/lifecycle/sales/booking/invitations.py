"""A booking as calendars get it: invitations in letters, and the feed of a member."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .calendars import Meeting, Party, write_calendar

if TYPE_CHECKING:
    from .booking import Booking


def invitation(booking: "Booking") -> str:
    """The invitation, its change or its end, as its letter carries it. No link to the booking stands in it."""
    cancelled = booking.state == "cancelled"
    return write_calendar([as_meeting(booking)], "CANCEL" if cancelled else "REQUEST")


def feed(bookings: Iterable["Booking"], name: str) -> str:
    """A calendar of bookings, as a program subscribes to it."""
    return write_calendar([as_meeting(each) for each in bookings], "PUBLISH", name)


def as_meeting(booking: "Booking") -> Meeting:
    firm, member = booking.workspace, booking.member
    colleague = Party(str(member), member.user.email)
    return Meeting(
        uid=f"{booking.pk}@clientkeep", sequence=booking.sequence, starts_at=booking.starts_at, ends_at=booking.ends_at,
        summary=f"{booking.meeting}: {booking.name} and {member}", where=where(booking),
        description=f"{booking.meeting} with {firm.name}. To change or cancel it, use the link in the letter.",
        organizer=Party(firm.name, firm.email or member.user.email), attendees=(Party(booking.name, booking.email), colleague),
        written_at=booking.timed_at, cancelled=booking.state == "cancelled",
    )  # fmt: skip


def where(booking: "Booking") -> str:
    """Where it is held, once it is booked: the link, the address, or who calls whom."""
    return f"We call {booking.phone}" if booking.place_kind == "phone" else booking.place
