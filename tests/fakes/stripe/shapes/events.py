"""An event, as listed by the API and as sent to webhook endpoints."""

import copy
from typing import Any

from .account import API_VERSION

Thing = dict[str, Any]


def event(
    id: str, type: str, subject: Thing, created: int, livemode: bool, pending: int,
    request: Thing | None, previous: Thing | None,
) -> Thing:  # fmt: skip
    """`subject` is copied as it is at this moment; `previous` holds the former values of changed fields."""
    data: Thing = {"object": copy.deepcopy(subject)}
    if previous is not None:
        data["previous_attributes"] = previous
    return {
        "id": id,
        "object": "event",
        "api_version": API_VERSION,
        "created": created,
        "data": data,
        "livemode": livemode,
        "pending_webhooks": pending,
        "request": request or {"id": None, "idempotency_key": None},
        "type": type,
    }
