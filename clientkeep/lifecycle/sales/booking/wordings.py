"""What the letters of a booking say where the firm has not said it otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class _Words:
    slug: str
    label: str
    goes_out: str
    subject: str
    body: str
    names: tuple[str, ...]
    button: str


_NAMES = ("contact", "firm", "meeting", "when", "where", "colleague", "link")
_OURS = (*_NAMES, "person", "answers")
_CHANGE, _OPEN = "Change or cancel", "Open the booking"
LETTERS = (
    _Words(
        "booking_booked", "Meeting booked", "Goes to whoever booked a meeting, with an invitation for the calendar.",
        "{meeting}: {when}",
        """
Hello {contact},

it is booked: {meeting} with {colleague}.

When: {when}
Where: {where}

{link}

There you can choose another time or cancel. We look forward to it.

{firm}
""",
        _NAMES, _CHANGE,
    ),
    _Words(
        "booking_booked_us", "Meeting booked, to you", "Goes to the colleague with whom a meeting was booked.",
        "{person} booked {meeting}: {when}",
        """
Hello {contact},

{person} booked {meeting} with you.

When: {when}
Where: {where}

{answers}

{link}
""",
        _OURS, _OPEN,
    ),
    _Words(
        "booking_moved", "Meeting moved", "Goes to whoever booked a meeting when its time changes.",
        "New time for {meeting}: {when}",
        """
Hello {contact},

{meeting} with {colleague} has a new time.

When: {when}
Where: {where}

{link}

{firm}
""",
        (*_NAMES, "before"), _CHANGE,
    ),
    _Words(
        "booking_moved_us", "Meeting moved, to you", "Goes to the colleague when the time of a meeting changes.",
        "{person}: {meeting} moved to {when}",
        """
Hello {contact},

{meeting} with {person} has a new time.

Before: {before}
Now: {when}

{link}
""",
        (*_OURS, "before"), _OPEN,
    ),
    _Words(
        "booking_cancelled", "Meeting cancelled", "Goes to whoever booked a meeting when it is called off.",
        "Cancelled: {meeting}, {when}",
        """
Hello {contact},

{meeting} with {colleague} will not be held.

It was to be: {when}
{note}

{link}

If you would like to meet at another time, book one there.

{firm}
""",
        (*_NAMES, "note"), "Book another time",
    ),
    _Words(
        "booking_cancelled_us", "Meeting cancelled, to you", "Goes to the colleague when a meeting is called off.",
        "Cancelled: {meeting} with {person}, {when}",
        """
Hello {contact},

{meeting} with {person} will not be held.

It was to be: {when}
{note}

{link}
""",
        (*_OURS, "note"), _OPEN,
    ),
    _Words(
        "booking_reminder", "Reminder of a meeting", "Goes to whoever booked, a day and an hour before.",
        "Soon: {meeting}, {when}",
        """
Hello {contact},

a reminder of {meeting} with {colleague}.

When: {when}
Where: {where}

{link}

{firm}
""",
        _NAMES, _CHANGE,
    ),
)  # fmt: skip
