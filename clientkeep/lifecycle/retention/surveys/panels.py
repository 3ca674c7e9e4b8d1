"""What surveys add to the record of a case: the comments."""

from collections.abc import Sequence
from typing import Any

from clientkeep.workspace.members.acting import Acting

from ..cases.slots import RECORD_TEXTS
from .model import Survey


def comments(acting: Acting, ids: Sequence[Any]) -> dict[Any, str]:
    """The comment of each answer that has one."""
    mine = Survey.objects.filter(workspace=acting.workspace, pk__in=ids).exclude(comment="")
    return dict(mine.values_list("pk", "comment"))


RECORD_TEXTS.add("survey", comments)
