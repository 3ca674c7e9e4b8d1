"""The places that the rail and the phone's bar lead to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail.

    `icon` is a lucide name; `key` the letter that follows "g"; `phone` is "before" or "after" the compose
    button of the phone's bar, or empty when the place is only in its "More"; `apart` leaves a gap above.
    """

    label: str
    url: str
    icon: str
    key: str = ""
    current: bool = False
    count: int = 0
    phone: str = ""
    apart: bool = False
