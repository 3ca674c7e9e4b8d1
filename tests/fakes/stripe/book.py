"""What one account holds in one mode (test or live): objects by kind, events, keys, endpoints."""

import copy
import secrets
import string
import threading
import time
from typing import Any

from . import shapes
from .wire import StripeProblem, no_such

Thing = dict[str, Any]

_LETTERS = string.ascii_letters + string.digits
PREFIXES = {
    "checkout.session": "cs", "payment_intent": "pi", "charge": "ch", "refund": "re", "dispute": "du",
    "balance_transaction": "txn", "event": "evt", "webhook_endpoint": "we",
}  # fmt: skip
EXPANDABLE = {
    "checkout.session": {"payment_intent": "payment_intent"},
    "payment_intent": {"latest_charge": "charge"},
    "charge": {"payment_intent": "payment_intent", "balance_transaction": "balance_transaction"},
    "refund": {
        "charge": "charge", "payment_intent": "payment_intent", "balance_transaction": "balance_transaction",
    },
    "dispute": {"charge": "charge", "payment_intent": "payment_intent"},
}  # fmt: skip


def new_id(prefix: str, length: int = 24) -> str:
    """An id in Stripe's manner."""
    return f"{prefix}_" + "".join(secrets.choice(_LETTERS) for _ in range(length))


class Book:
    """All data of one account in one mode."""

    def __init__(self, account_id: str, name: str, livemode: bool):
        self.lock = threading.RLock()
        self.livemode = livemode
        self.other: Book | None = None
        self.account = shapes.account(account_id, name, "owner@example.com", int(time.time()))
        self.objects: dict[str, dict[str, Thing]] = {kind: {} for kind in PREFIXES}
        self.line_items: dict[str, list[Thing]] = {}
        self.intent_data: dict[str, Thing] = {}
        self.answers: dict[str, tuple[str, str, int, Thing]] = {}
        self.endpoint_secrets: dict[str, list[str]] = {}
        self.unsent: list[Thing] = []

    def add(self, thing: Thing) -> Thing:
        """Keep an object and return it."""
        self.objects[thing["object"]][thing["id"]] = thing
        return thing

    def get(self, kind: str, id: str, param: str = "id") -> Thing:
        """The object, or Stripe's 404."""
        found = self.objects[kind].get(id)
        if found is None:
            elsewhere = self.other is not None and id in self.other.objects[kind]
            raise no_such(kind, id, param, elsewhere, self.livemode)
        return found

    def newest_first(self, kind: str) -> list[Thing]:
        """All objects of a kind, latest made first."""
        return list(reversed(self.objects[kind].values()))

    def announce(self, type: str, subject: Thing, request: Thing | None = None, previous: Thing | None = None) -> Thing:
        """Record an event; it waits in `unsent` until the sender takes it."""
        listeners = [e for e in self.objects["webhook_endpoint"].values() if listens(e, type)]
        event = shapes.event(
            new_id("evt"), type, subject, int(time.time()), self.livemode, len(listeners), request, previous
        )
        self.add(event)
        self.unsent.append(event)
        return event

    def render(self, thing: Thing, expand: list[str] | None = None) -> Thing:
        """A copy of the object with the asked-for references replaced by what they point to."""
        answer = copy.deepcopy(thing)
        for path in expand or []:
            self._expand(answer, path.split("."), path)
        return answer

    def _expand(self, thing: Thing, parts: list[str], path: str) -> None:
        if thing.get("object") == "list" and parts[0] == "data":
            for row in thing["data"]:
                self._expand(row, parts[1:], path)
            return
        field = parts[0]
        kind = thing.get("object", "")
        if kind == "checkout.session" and field == "line_items":
            thing[field] = first_ten(self.line_items[thing["id"]], f"/v1/checkout/sessions/{thing['id']}/line_items")
        elif kind == "charge" and field == "refunds":
            rows = [r for r in self.newest_first("refund") if r["charge"] == thing["id"]]
            thing[field] = first_ten(rows, f"/v1/charges/{thing['id']}/refunds")
        elif field not in EXPANDABLE.get(kind, {}):
            raise StripeProblem(f"This property cannot be expanded ({path}).", param="expand")
        elif isinstance(thing[field], str):
            thing[field] = copy.deepcopy(self.get(EXPANDABLE[kind][field], thing[field]))
        if parts[1:] and thing[field] is not None:
            self._expand(thing[field], parts[1:], path)


def listens(endpoint: Thing, type: str) -> bool:
    """Does the endpoint want events of this type?"""
    wanted = endpoint["enabled_events"]
    return endpoint["status"] == "enabled" and ("*" in wanted or type in wanted)


def listing(rows: list[Thing], url: str, has_more: bool = False) -> Thing:
    """A page of objects."""
    return {"object": "list", "data": rows, "has_more": has_more, "url": url}


def first_ten(rows: list[Thing], url: str) -> Thing:
    """A list inside an object: ten rows, the rest by its address."""
    return listing(copy.deepcopy(rows[:10]), url, len(rows) > 10)
