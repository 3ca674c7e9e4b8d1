"""What changed of what was agreed: a change order that was accepted, one that waits, an extra that was given."""

import datetime as dt

from clientkeep.lifecycle.agreements.models import ChangeOrder
from clientkeep.lifecycle.agreements.scope.change_order import Added
from clientkeep.lifecycle.agreements.scope.giving import give
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.relationship.documents.models import Document

from .story import Story


def changes(
    story: Story, days_ago: int, name: str, of: str, title: str, because: str, added: list[tuple[str, int, int]], moved: dict[str, int] | None = None
) -> None:
    """A change order is drafted: lines as (what, cents, in days), lines that move by their name to a day counted from then."""

    def act() -> None:
        agreement, today = _agreement(story, of), story.firm.workspace.today()
        items = {item.what: item.item for item in agreed_of(agreement).items}
        story.papers[name] = ChangeOrder.write(
            agreement, story.firm.june, title=title, because=because,
            added=[Added(what, cents, today + dt.timedelta(days=days)) for what, cents, days in added],
            moved={items[what]: today + dt.timedelta(days=days) for what, days in (moved or {}).items()},
        )  # fmt: skip

    story.on(days_ago, act, 11)


def gives(story: Story, days_ago: int, of: str, what: str, cents: int) -> None:
    """An extra that the studio does not charge."""
    story.on(days_ago, lambda: give(_agreement(story, of), story.firm.june, what, cents), 15)


def _agreement(story: Story, name: str) -> Document:
    return Document.objects.select_related("client__workspace", "workspace").get(pk=story.papers[name].pk)
