"""Addresses and what is said about sending (ruling 43)."""

from __future__ import annotations

from ..lexer import EMAIL
from ..reading import UNRESOLVED, Claim, Reading

TRIGGERS = ("send", "email", "e-mail", "mail", "cc", "bcc", "copy", "forward", "sent", "at", "to", "contact", "addressed", "deliver",
            "reach", "and", "emailed")  # fmt: skip
_SENDS = frozenset("send email e-mail mail forward deliver copy".split())
_WHEN = frozenset("before after on by at tomorrow today tonight when once first next this as asap until every each".split())
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


def claim_when_to_send(reading: Reading) -> None:
    """Take "before noon" behind "send it to a@b.co": no item goes on behind an address (ruling 43)."""
    for claim in [claim for claim in reading.claims if claim.field == "client_email"]:
        end = claim.end
        while reading.free(end) and not reading.breaks(end):
            end += 1
        if reading.low(claim.start) in _SENDS and reading.low(claim.end) in _WHEN and end > claim.end:
            reading.claim(Claim(claim.end, end, UNRESOLVED))


def read_address(reading: Reading, at: int) -> Claim:
    return Claim(at, at + 1, "client_email", reading.tokens[at].text)
