"""What rooms add to a case's dated record: the whole texts behind entries of the journal."""

from collections.abc import Callable, Sequence
from typing import Any

from clientkeep.foundation.registry import Registry

# Event.about_type -> texts(acting, about ids): {about id: whole text}, in one query for all of them.
RECORD_TEXTS: Registry[Callable[[Any, Sequence[Any]], dict[Any, str]]] = Registry("text of a case's record")
