"""How fresh a proof of identity is: changing how one signs in asks for one of the last 15 minutes."""

import time
from typing import Any

FRESH = 15 * 60  # seconds
STRONGER = ("code", "link", "mfa", "invitation", "first_run")


def is_fresh(entry: dict[str, Any]) -> bool:
    """Tell whether an entry of allauth's session log is recent and proves more than the old password."""
    return entry.get("method") in STRONGER and time.time() - entry.get("at", 0) < FRESH
