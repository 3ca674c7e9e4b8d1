"""What a new proposal begins with: the usual blocks, in the order in which a client reads them."""

import datetime as dt
from typing import Any

from clientkeep.relationship.documents import defaults


def blocks_to_begin(workspace: Any, client: Any) -> list[dict[str, Any]]:
    """Return the ready-made blocks: all that a whole proposal says, with the price still to be written."""
    return [
        {"type": "text", "title": "What you want to reach", "text": ""},
        {"type": "deliverables", "title": "What you get", "rows": []},
        {"type": "timeline", "title": "Timeline", "rows": []},
        {"type": "price", "title": "Price", "rows": []},
        {"type": "out_of_scope", "title": "Not included", "rows": []},
        {"type": "response", "title": "How fast we answer", "rows": [{"what": "Questions by mail", "when": "1 working day"}]},
        {
            "type": "schedule",
            "title": "Payment",
            "rows": [
                {"what": "To begin", "share": "50%", "when": "on acceptance"},
                {"what": "The rest", "share": "50%", "when": "when it is handed over"},
            ],
        },
        {"type": "terms", "title": "Terms", "text": ""},
    ]


def valid_until(workspace: Any) -> dt.date:
    """The last day on which a new proposal can be accepted."""
    return workspace.today() + dt.timedelta(days=defaults.VALID_DAYS)
