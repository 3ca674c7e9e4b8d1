"""The count beside the bell: read in the question that finds out who is acting, which each page asks anyway."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.beside import BESIDE

from .model import Notice


def _unread() -> Any:
    rows = Notice.objects.filter(member=OuterRef("pk"), read_at=None).order_by().values("member")
    return Coalesce(Subquery(rows.annotate(many=Count("pk")).values("many"), output_field=IntegerField()), 0)


BESIDE.add("unread_notices", _unread)


def unread_of(acting: Acting) -> int:
    """Return how many notices wait for a person. Who sees some clients only is asked for anew: sight may have narrowed."""
    counted = getattr(acting.member, "unread_notices", None)
    if counted == 0 or (counted is not None and acting.member.role == "owner"):
        return counted
    return Notice.objects.visible_to(acting).unread().count()
