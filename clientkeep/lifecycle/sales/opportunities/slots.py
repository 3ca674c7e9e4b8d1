"""Places on an opportunity's page that other rooms fill."""

from collections.abc import Callable
from typing import Any

from clientkeep.foundation.registry import Registry
from clientkeep.foundation.slots import Slot
from clientkeep.workspace.members.acting import Acting

# fill(acting, opportunity): a template with one panel, such as how it is judged, or what was said at the first meeting.
OPPORTUNITY_PANELS = Slot("panels of an opportunity")

# tell(acting) -> words by the id of an open opportunity, for the cards of the board: one question each, however many cards there are.
CARD_WORDS: Registry[Callable[[Acting], dict[Any, str]]] = Registry("words on the board's cards")
