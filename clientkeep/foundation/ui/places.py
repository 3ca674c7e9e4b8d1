"""The places that the rail and the phone's bar lead to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail.

    `key` is the place's own name: "today", "clients" and "money" also stand in the phone's bar. `icon` is a
    lucide name; `letter` follows "g" on the keyboard; `apart` leaves a gap above. Any object with these
    attributes will do; the last four may be missing.
    """

    key: str
    label: str
    url: str
    icon: str
    current: bool = False
    letter: str = ""
    count: int = 0
    apart: bool = False
