"""Case studies in a proposal: only those that their clients agree to show, up to the moment in which it is sent."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.lifecycle.sales.showcase.rules import PARTS, lines_of
from clientkeep.workspace.members.models import Workspace

from .blocks import placing, rules
from .blocks.kinds import TYPES
from .blocks.studies import STUDIES, bare, ids_of, places

Blocks = Sequence[Mapping[str, Any]]


def known(workspace: Workspace, blocks: Blocks) -> list[dict[str, Any]]:
    """Return the blocks, each case study under its present title. Raises Invalid naming the row of one that the firm does not have."""
    if not ids_of(blocks):
        return [dict(block) for block in blocks]
    titles = {str(pk): title for pk, title in _rows(workspace, blocks).values_list("pk", "title")}
    for at, _, row in places(blocks):
        if row["study_id"] not in titles:
            raise Invalid("There is no such case study.", at)
    return [
        {**block, "rows": [{"title": titles[row["study_id"]], "study_id": row["study_id"]} for row in block["rows"]]} if block["type"] == STUDIES else dict(block)
        for block in blocks
    ]  # fmt: skip


def with_studies(blocks: Blocks, chosen: Iterable[CaseStudy]) -> list[dict[str, Any]]:
    """Have the blocks show these: in the block that is there, else in a new one before the terms; none takes the block out."""
    rows = [{"title": each.title, "study_id": str(each.pk)} for each in chosen]
    present = any(block["type"] == STUDIES for block in blocks)
    if not rows:
        return [dict(block) for block in blocks if block["type"] != STUDIES]
    if present:
        return rules.checked([{**block, "rows": rows} if block["type"] == STUDIES else block for block in blocks])
    made = {"id": rules.new_id({block["id"] for block in blocks}), "type": STUDIES, "title": TYPES[STUDIES].title, "rows": rows}
    place = placing.before_terms(blocks)
    return rules.checked([*blocks[:place], made, *blocks[place:]])


def filled(workspace: Workspace, blocks: Blocks) -> list[dict[str, Any]]:
    """Return a draft's blocks as readers would see them now; a case study that may not be shown is left out."""
    return _filled(blocks, _shown(workspace, blocks)) if ids_of(blocks) else [dict(block) for block in blocks]


def frozen(workspace: Workspace, blocks: Blocks) -> list[dict[str, Any]]:
    """The same for good, in the transaction of the issue: nobody takes a consent back between the check and this.

    Raises Invalid like check().
    """
    if not ids_of(blocks):
        return [dict(block) for block in blocks]
    list(_rows(workspace, blocks).select_for_update().order_by("pk").values_list("pk", flat=True))
    check(workspace, blocks)
    return filled(workspace, blocks)


def check(workspace: Workspace, blocks: Blocks) -> None:
    """Raise Invalid naming the first case study that may not be shown now, with what to do."""
    shown = _shown(workspace, blocks) if ids_of(blocks) else {}
    for at, block, row in places(blocks):
        if row["study_id"] not in shown:
            where = block["title"] or TYPES[STUDIES].label
            raise Invalid(f"“{row['title']}” may not be shown now: {_why(workspace, row['study_id'])}. Take it out of “{where}”, or publish it again.", at)


def standing_of(workspace: Workspace, blocks: Blocks) -> list[tuple[str, str]]:
    """Each case study by its title, with why it may not be shown, or ""."""
    shown = _shown(workspace, blocks) if ids_of(blocks) else {}
    return [(row["title"], "" if row["study_id"] in shown else _why(workspace, row["study_id"])) for _, _, row in places(blocks)]


def _rows(workspace: Workspace, blocks: Blocks) -> Any:
    return CaseStudy.objects.filter(workspace=workspace, pk__in=[pk for each in ids_of(blocks) if (pk := _id(each))])


def _shown(workspace: Workspace, blocks: Blocks) -> dict[str, CaseStudy]:
    return {str(each.pk): each for each in _rows(workspace, blocks).public()}


def _filled(blocks: Blocks, shown: Mapping[str, CaseStudy]) -> list[dict[str, Any]]:
    return [
        {**bare(block), "rows": [_words(shown[row["study_id"]]) for row in block["rows"] if row["study_id"] in shown]} if block["type"] == STUDIES else dict(block)
        for block in blocks
    ]  # fmt: skip


def _words(study: CaseStudy) -> dict[str, str]:
    """What its client agreed to, whole."""
    words = {name: getattr(study, name) for name in ("title", "shown_as", *PARTS)}
    return {**words, "study_id": str(study.pk), "outcomes": lines_of(study.outcomes)}


def _why(workspace: Workspace, study_id: str) -> str:
    study = CaseStudy.objects.filter(workspace=workspace, pk=study_id).first()
    reasons = {"withdrawn": "its client took the consent back", "refused": "its client would rather not", "asked": "its client has not answered yet"}
    if study is None or not study.client_id:
        return "it is not published"
    return reasons.get(study.consent, "it is not published" if study.consent == "given" else "its client has not been asked about its words")


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
