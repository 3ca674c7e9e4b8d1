"""Places on the client's pages that later stages fill (from their panels.py)."""

from collections.abc import Callable, Sequence
from typing import Any

from clientkeep.foundation.registry import Registry
from clientkeep.foundation.slots import Slot

CLIENT_FACTS = Slot("the facts that decide, under a client's name")
CLIENT_PANELS = Slot("panels beside a client's timeline")
CLIENT_ACTS = Slot("acts in a client's menu")

# key -> (label, values): values(acting, clients) returns {client id: what to show}, in one query for the whole page
CLIENT_COLUMNS: Registry[tuple[str, Callable[[Any, Sequence[Any]], dict[Any, Any]]]] = Registry("client column")
