"""The letters of a booking, to whoever booked and to the colleague: each once for each change, with its invitation."""

from typing import TYPE_CHECKING, Any

from clientkeep.relationship.clients.calling import first_name
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wordings import word

from . import wordings
from .invitations import invitation, where
from .times import write_when

if TYPE_CHECKING:
    from .booking import Booking

for each in wordings.LETTERS:
    word(each.slug, each.label, each.goes_out, each.subject, each.body, each.names, button=each.button, required=("link",))


def confirm(booking: "Booking") -> None:
    """Tell both that it is booked."""
    _both(booking, "booked")


def tell_moved(booking: "Booking", before: str) -> None:
    """Tell both the new time."""
    _both(booking, "moved", before=before)


def tell_cancelled(booking: "Booking") -> None:
    """Tell both that it will not be held."""
    _both(booking, "cancelled", note=booking.reason)


def remind(booking: "Booking", hours: int) -> Letter:
    """Remind who booked, once for each time that was chosen and distance from it."""
    key = f"booking:{booking.pk}:{booking.sequence}:{hours}h"
    return _to_booker(booking, "booking_reminder", key, purpose="booking_reminder", calendar="")


def _both(booking: "Booking", what: str, **more: str) -> None:
    key, calendar = f"booking:{booking.pk}:{booking.sequence}:{what}", invitation(booking)
    _to_booker(booking, f"booking_{what}", key, calendar=calendar, **more)
    _to_colleague(booking, f"booking_{what}_us", f"{key}:us", calendar=calendar, **more)


def _to_booker(booking: "Booking", slug: str, key: str, calendar: str, purpose: str = "booking", **more: str) -> Letter:
    values = _values(booking, booking.zone, contact=first_name(booking.name), **more)
    return _write(booking, slug, key, booking.email, booking.name, values, {"kind": "booking"}, calendar, purpose)


def _to_colleague(booking: "Booking", slug: str, key: str, calendar: str, **more: str) -> Letter:
    user = booking.member.user
    values = _values(booking, booking.workspace.time_zone, contact=first_name(str(booking.member)), **more)
    return _write(booking, slug, key, user.email, str(booking.member), values, {"kind": "booking_desk"}, calendar, "booking")


def _values(booking: "Booking", zone: str, **more: str) -> dict[str, str]:
    answers = "\n\n".join(f"{each['question']}\n{each['answer']}" for each in booking.answers)
    return {
        "firm": booking.workspace.name, "meeting": booking.meeting, "when": write_when(booking.starts_at, zone),
        "where": where(booking), "person": f"{booking.name} ({booking.email})", "colleague": str(booking.member),
        "answers": answers, **more,
    }  # fmt: skip


def _write(
    booking: "Booking", slug: str, key: str, email: str, name: str, values: dict[str, str], link: dict[str, Any], calendar: str,
    purpose: str,
) -> Letter:  # fmt: skip
    firm = booking.workspace
    words = wording.filled(firm, slug, values)
    return outbox.write(
        firm, key, purpose, email, name, words.subject[:300], words.text, about=booking, client_id=booking.client_id,
        link={**link, "booking": str(booking.pk)}, button=wording.button_of(slug), calendar=calendar,
    )  # fmt: skip


@makes_links("booking")
def own_link(letter: Any, arguments: dict) -> str:
    """Lead who booked to their booking, by a key of this letter's own."""
    from .key import BookingKey

    return f"/booking/{BookingKey.make(_booking(letter, arguments))}/"


@makes_links("booking_desk")
def desk_link(letter: Any, arguments: dict) -> str:
    """Lead the colleague to the booking."""
    return f"/sales/bookings/{_booking(letter, arguments).pk}/"


@asks_before_leaving("booking_reminder")
def why_not_remind(letter: Any) -> str:
    """A reminder that waited is of no use once the meeting has begun, was moved or is off."""
    from .booking import Booking

    booking = Booking.objects.get(workspace=letter.workspace_id, pk=letter.about_id)
    if booking.state != "booked":
        return "The meeting was cancelled."
    if booking.is_over:
        return "The meeting has begun."
    return "" if f":{booking.sequence}:" in letter.key else "The meeting was moved."


def _booking(letter: Any, arguments: dict) -> "Booking":
    from .booking import Booking

    return Booking.objects.get(workspace=letter.workspace_id, pk=arguments["booking"])
