"""What a kind may add to the envelope. By themselves the hooks add nothing; a kind's proxy says otherwise."""

from collections.abc import Mapping
from typing import Any

from clientkeep.workspace.members.acting import Actor

from .wording import Figures


class KindHooks:
    """The places where a kind comes in. Each verb runs in the transaction of what it belongs to."""

    @property
    def content(self) -> Any:
        """What the kind keeps beside the lines, as plain values: part of the digest, copied along. None: nothing."""
        return None

    @property
    def draft_content(self) -> Any:
        """The same as a draft keeps it, for a copy."""
        return self.content

    @property
    def agreed_minor(self) -> int:
        """The price in minor units: what the client agreed to, where a choice was offered."""
        return self.total_minor

    @property
    def sum_words(self) -> str:
        """That price as the timeline tells it."""
        return Figures(self).money(self.agreed_minor)

    @property
    def offers_choice(self) -> bool:
        """Whether the client chooses among several prices; such a document is accepted on its page alone."""
        return False

    @property
    def begins_work(self) -> bool:
        """Whether its acceptance begins something of its own: scope, gate, project, deposit. What belongs to another agreement does not."""
        return True

    @property
    def is_signed(self) -> bool:
        """Whether it is agreed to by signatures alone; people are then asked to sign a draft, which issues it."""
        return False

    @property
    def editor_url(self) -> str:
        """The kind's own editor; empty for the one of lines."""
        return ""

    @property
    def heir(self) -> Any:
        """The document that replaced this one, or None."""
        return None

    def took(self, answer: Mapping[str, Any] | None) -> bool:
        """Whether this answer is the one that the accepted document keeps, where the client chose something."""
        return True

    def keep_content(self, content: Any) -> None:
        """Keep what `content` said of another document, on a draft."""

    def on_paper(self, paper: Any) -> Any:
        """Return the paper with what the kind adds to it."""
        return paper

    def _on_issue(self, by: Actor) -> None:
        """What a kind does beside, in the transaction of the issue."""

    def _on_void(self, by: Actor) -> None:
        """What a kind does beside, in the transaction of the void."""

    def _on_accept(self, by: Actor, answer: Mapping[str, Any] | None) -> None:
        """Keep what the client chose. Raises Invalid where the answer says too little."""
