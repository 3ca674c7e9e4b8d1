"""What others agreed to show in a proposal: only while they agree, up to the moment in which it is sent."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.members.models import Workspace

from .blocks import placing, rules
from .blocks.kinds import TYPES
from .blocks.lent import KEYS, bare, ids_of, places
from .lenders import LENDERS, Lender

Blocks = Sequence[Mapping[str, Any]]


def known(workspace: Workspace, blocks: Blocks) -> list[dict[str, Any]]:
    """Return the blocks, each thing lent under its present title. Raises Invalid naming the row of one that the firm does not have."""
    made = [dict(block) for block in blocks]
    for lender in _used(blocks):
        titles = {str(each.pk): lender.title(each)[:200] for each in _rows(lender, workspace, blocks)}
        for at, _, row in places(blocks, lender.kind):
            if row[KEYS[lender.kind]] not in titles:
                raise Invalid(f"There is no such {lender.noun}.", at)
        key = KEYS[lender.kind]
        made = [
            {**block, "rows": [{"title": titles[row[key]], key: row[key]} for row in block["rows"]]} if block["type"] == lender.kind else block
            for block in made
        ]  # fmt: skip
    return made


def showing(blocks: Blocks, kind: str, chosen: Iterable[Any]) -> list[dict[str, Any]]:
    """Have the blocks show these: in the block that is there, else in a new one before the terms; none takes the block out."""
    lender, key = LENDERS[kind], KEYS[kind]
    rows = [{"title": lender.title(each)[:200], key: str(each.pk)} for each in chosen]
    if not rows:
        return [dict(block) for block in blocks if block["type"] != kind]
    if any(block["type"] == kind for block in blocks):
        return rules.checked([{**block, "rows": rows} if block["type"] == kind else block for block in blocks])
    made = {"id": rules.new_id({block["id"] for block in blocks}), "type": kind, "title": TYPES[kind].title, "rows": rows}
    place = placing.before_terms(blocks)
    return rules.checked([*blocks[:place], made, *blocks[place:]])


def filled(workspace: Workspace, blocks: Blocks) -> list[dict[str, Any]]:
    """Return a draft's blocks as readers would see them now; what may not be shown is left out."""
    made = [dict(block) for block in blocks]
    for lender in _used(blocks):
        shown = _shown(lender, workspace, blocks)
        made = [_filled(block, lender, shown) if block["type"] == lender.kind else block for block in made]
    return made


def frozen(workspace: Workspace, blocks: Blocks) -> list[dict[str, Any]]:
    """The same for good, in the transaction of the issue: nobody takes a consent back between the check and this.

    Raises Invalid like check().
    """
    for lender in _used(blocks):
        list(_rows(lender, workspace, blocks).select_related(None).select_for_update().order_by("pk").values_list("pk", flat=True))
    check(workspace, blocks)
    return filled(workspace, blocks)


def check(workspace: Workspace, blocks: Blocks) -> None:
    """Raise Invalid naming the first thing that may not be shown now, with what to do."""
    for lender in _used(blocks):
        shown = _shown(lender, workspace, blocks)
        for at, block, row in places(blocks, lender.kind):
            if row[KEYS[lender.kind]] not in shown:
                where, why = block["title"] or TYPES[lender.kind].label, _why(lender, workspace, row)
                raise Invalid(f"“{row['title']}” may not be shown now: {why}. Take it out of “{where}”, or publish it again.", at)


def standing_of(workspace: Workspace, blocks: Blocks, kind: str) -> list[tuple[str, str]]:
    """Each thing lent by its title, with why it may not be shown, or ""."""
    lender = LENDERS[kind]
    shown = _shown(lender, workspace, blocks)
    return [(row["title"], "" if row[KEYS[kind]] in shown else _why(lender, workspace, row)) for _, _, row in places(blocks, kind)]


def _used(blocks: Blocks) -> list[Lender]:
    return [lender for lender in LENDERS if ids_of(blocks, lender.kind)]


def _rows(lender: Lender, workspace: Workspace, blocks: Blocks) -> Any:
    return lender.rows(workspace).filter(pk__in=[pk for each in ids_of(blocks, lender.kind) if (pk := _id(each))])


def _shown(lender: Lender, workspace: Workspace, blocks: Blocks) -> dict[str, Any]:
    return {str(each.pk): each for each in lender.shown(_rows(lender, workspace, blocks))}


def _filled(block: Mapping[str, Any], lender: Lender, shown: Mapping[str, Any]) -> dict[str, Any]:
    key = KEYS[lender.kind]
    found = [each for row in block["rows"] if (each := shown.get(row[key]))]
    return {**bare(block), "rows": [{"title": lender.title(each)[:200], **lender.words(each), key: str(each.pk)} for each in found]}


def _why(lender: Lender, workspace: Workspace, row: Mapping[str, Any]) -> str:
    pk = _id(row[KEYS[lender.kind]])
    return lender.why(lender.rows(workspace).filter(pk=pk).first() if pk else None)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
