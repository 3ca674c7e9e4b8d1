"""Where a new block belongs. Plain Python."""

from collections.abc import Mapping, Sequence
from typing import Any

CLOSING = ("terms", "clause")


def before_terms(blocks: Sequence[Mapping[str, Any]]) -> int:
    """The place behind all that is neither terms nor clause."""
    return max((n + 1 for n, block in enumerate(blocks) if block["type"] not in CLOSING), default=0)
