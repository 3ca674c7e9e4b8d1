"""Addresses and what is said about sending (ruling 43)."""

from __future__ import annotations

from ..lexer import EMAIL
from ..reading import UNRESOLVED, Claim, Reading

TRIGGERS = ("send", "email", "e-mail", "mail", "cc", "bcc", "copy", "forward", "sent", "at", "to", "contact", "addressed", "deliver",
            "reach", "and", "emailed")  # fmt: skip
_BETWEEN = frozenset("it this that them the invoice quote estimate receipt over to at directly him her copy a address is : - < ( "
                     "straight out please document bill credit note via client in".split())  # fmt: skip


def read(reading: Reading, at: int) -> Claim | None:
    """ "send it to a@b.co" is the address; "cc a@b.co" is left over."""
    word = reading.low(at)
    spot = at + 1
    if word == "and":
        return None
    if word in ("email", "e-mail", "mail") and reading.low(spot) == "address":
        spot += 1
    while reading.low(spot) in _BETWEEN and spot < at + 8:
        spot += 1
    if spot >= len(reading.tokens) or reading.tokens[spot].kind != EMAIL:
        return None
    if word == "to" and at > 0 and not (reading.starts_part(at) or reading.low(at - 1) in _BETWEEN):
        return Claim(spot, spot + 1, "client_email", reading.tokens[spot].text)
    end = spot + 1 + (reading.low(spot + 1) == ">" or (reading.low(spot + 1) == ")" and "(" in reading.slice(at, spot)))
    if word in ("cc", "bcc", "copy"):
        while (
            reading.low(end) in ("and", ",") and end + 1 < len(reading.tokens) and reading.tokens[end + 1].kind == EMAIL
        ):
            end += 2
        return Claim(at, end, UNRESOLVED)
    return Claim(at, end, "client_email", reading.tokens[spot].text)


def read_address(reading: Reading, at: int) -> Claim:
    return Claim(at, at + 1, "client_email", reading.tokens[at].text)
