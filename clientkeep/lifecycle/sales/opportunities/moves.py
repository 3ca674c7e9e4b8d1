"""The buttons of a card, which move it back and on. Five hundred cards have a thousand: put together here from pieces that are
escaped once for a column, they cost a fraction of what a template asks.
"""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..pipeline.stage import Stage

BETWEEN = format_html('{}" aria-label="Move ', "stage/")
# What stands before the card's address, and what follows its title.
Ends = tuple[SafeString, SafeString]


class Moves:
    """The buttons of each column, filled for one card at a time."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._back = [None, *(_ends(stage, "back to", "Back to", "←") for stage in stages[:-1])]
        self._on = [*(_ends(stage, "on to", "On to", "→") for stage in stages[1:]), None]

    def of(self, at: int, url: SafeString, title: SafeString) -> SafeString:
        """The buttons of a card in this column. Both are escaped already."""
        made = SafeString("")
        for ends in (self._back[at], self._on[at]):
            if ends:
                made += ends[0] + url + BETWEEN + title + ends[1]
        return made


def _ends(stage: Stage, way: str, tip: str, arrow: str) -> Ends:
    return (
        format_html('<button class="board__move" name="stage" value="{}" formaction="', stage.pk),
        format_html(' {} {}" title="{} {}">{}</button>', way, stage.name, tip, stage.name, arrow),
    )
