"""What two people may read in two ways, pointed out before a proposal goes, each with what to write instead. Plain Python."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clientkeep.relationship.conversations.vague import find

from .kinds import TYPES

_UNLIMITED = re.compile(
    r"(?<!\w)(?:unlimited|limitless|endless|as many (?:\w+ )?as (?:you|it)\b[^.,;]*|any number of|until (?:you are|you're|the client is) "
    r"(?:happy|satisfied|pleased)|around the clock|24/7|at any time|lifetime|forever|whatever (?:you|it) (?:need|want|take)s?)(?!\w)",
    re.IGNORECASE,
)
LIMIT = "Name a number or an end, such as “two rounds” or “for 30 days”."


@dataclass(frozen=True)
class Pointed:
    """One thing to look at: the block's id and name, the words in question (or ""), and the fix."""

    block: str
    where: str
    words: str
    fix: str


def pointed_out(blocks: Sequence[Mapping[str, Any]], kind: str = "proposal") -> list[Pointed]:
    """Return what to look at, in the order of the blocks; what a paper of this kind misses altogether comes last."""
    found = [each for block in blocks for each in _in_block(block)]
    present = {block["type"] for block in blocks if block.get("rows") or block.get("text")}
    return [*found, *(_missing_in_contract(present) if kind == "contract" else _missing(present))]


def _in_block(block: Mapping[str, Any]) -> Iterator[Pointed]:
    kind = TYPES[block["type"]]
    where = block["title"] or kind.label
    if not block.get("text", "").strip() and not block.get("rows"):
        yield Pointed(block["id"], where, "", "Nothing is written here, so it is left out. Fill it or take it out.")
        return
    for text in _texts(block):
        yield from (Pointed(block["id"], where, words, fix) for words, fix in _of_text(text))
    for row in block.get("rows", ()) if not kind.priced else ():
        yield from (Pointed(block["id"], where, row["what"], fix) for fix in _of_row(kind.slug, row))


def _texts(block: Mapping[str, Any]) -> Iterator[str]:
    yield block.get("text", "")
    for row in block.get("rows", ()):
        yield from (value for name, value in row.items() if name in ("what", "when", "criteria", "description") and value)


def _of_text(text: str) -> Iterator[tuple[str, str]]:
    limits = list(_UNLIMITED.finditer(text))
    yield from ((match[0], LIMIT) for match in limits)
    for finding in find(text):
        if not any(match.start() < finding.end and finding.start < match.end() for match in limits):
            yield " ".join(finding.words.split()), finding.suggestion


def _of_row(kind: str, row: Mapping[str, str]) -> Iterator[str]:
    if kind in ("timeline", "response") and not row["when"]:
        yield "Write a date, or what it follows: “2 weeks after the draft”." if kind == "timeline" else "Say within which time."
    if kind == "deliverables":
        if not row["revisions"]:
            yield "Say how many revisions are included; 0 for none."
        if not row["criteria"]:
            yield "Say when it counts as done, so that nobody has to guess."
    if kind == "schedule" and not row["when"]:
        yield "Say when it is due."


def _missing_in_contract(present: Collection[str]) -> Iterator[Pointed]:
    if "clause" not in present and "terms" not in present:
        yield Pointed("", "Terms", "", "Add clauses: how it ends, and which law holds.")
    if "price" in present and "schedule" not in present:
        yield Pointed("", "Payment", "", "Say when the price is paid.")
    if "deliverables" in present and "timeline" not in present:
        yield Pointed("", "Timeline", "", "Add dates: without any, each side has its own in mind.")
    if "deliverables" in present and "out_of_scope" not in present:
        yield Pointed("", "Not included", "", "Say what is not included; that is what later quarrels are about.")


def _missing(present: Collection[str]) -> Iterator[Pointed]:
    if "deliverables" not in present:
        yield Pointed("", "What they get", "", "Add the deliverables, each with its revisions and when it counts as done.")
    if "timeline" not in present:
        yield Pointed("", "Timeline", "", "Add dates: without any, each side has its own in mind.")
    if "out_of_scope" not in present:
        yield Pointed("", "Not included", "", "Say what is not included; that is what later quarrels are about.")
