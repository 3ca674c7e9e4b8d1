"""Sending events to endpoints, signed as Stripe signs them, as well or as badly as a test asks."""

import hashlib
import hmac
import json
import random
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from .book import Book, Thing, listens


@dataclass(frozen=True)
class Delivery:
    """One try to hand an event to an endpoint; `status` is its HTTP answer, 0 when nobody answered."""

    event_id: str
    type: str
    url: str
    status: int
    answer: str


class _Stay(urllib.request.HTTPRedirectHandler):
    """Stripe takes a redirect for a failed delivery."""

    def redirect_request(self, *_args: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)


def signature(body: bytes, secrets: list[str], at: int | None = None) -> str:
    """The Stripe-Signature header: time, and one v1 signature for each live secret."""
    at = int(time.time()) if at is None else at
    signed = str(at).encode() + b"." + body
    marks = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return f"t={at}," + ",".join(f"v1={mark}" for mark in marks)


def body_of(event: Thing) -> bytes:
    """The raw body, indented as Stripe indents it."""
    return json.dumps(event, indent=2, ensure_ascii=False).encode()


def arrange(events: list[Thing], order: str | int, repeat: int, drop: float, seed: int) -> list[Thing]:
    """The events in the order of sending: "made", "reversed", or shuffled by a number; some lost, some repeated."""
    chance = random.Random(seed)
    kept = [event for event in events if chance.random() >= drop]
    sent = [event for event in kept for _ in range(repeat)]
    if order == "reversed":
        sent.reverse()
    elif isinstance(order, int):
        random.Random(order).shuffle(sent)
    elif order != "made":
        raise ValueError(f"order is {order!r}: say made, reversed, or a number to shuffle by")
    return sent


def send(book: Book, event: Thing, *, age: int = 0, forged: bool = False, timeout: float = 20) -> list[Delivery]:
    """Hand the event to each endpoint that wants it. `age` backdates the signature by so many seconds."""
    with book.lock:
        endpoints = [e for e in book.objects["webhook_endpoint"].values() if listens(e, event["type"])]
        body = body_of(event)
    done = []
    for endpoint in endpoints:
        secrets = ["whsec_someone_else"] if forged else book.endpoint_secrets[endpoint["id"]]
        status, answer = post(endpoint["url"], body, signature(body, secrets, int(time.time()) - age), timeout)
        done.append(Delivery(event["id"], event["type"], endpoint["url"], status, answer))
    with book.lock:
        event["pending_webhooks"] = sum(not 200 <= d.status < 300 for d in done)
    return done


def post(url: str, body: bytes, header: str, timeout: float = 20) -> tuple[int, str]:
    """POST a body with a signature header; returns the HTTP status (0: no answer) and the answer's text."""
    request = urllib.request.Request(
        url,
        data=body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": header,
        },
    )
    try:
        with _OPENER.open(request, timeout=timeout) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError as error:
        return 0, str(error)
