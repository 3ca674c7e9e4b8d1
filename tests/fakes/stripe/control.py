"""The handle that a test holds: start and stop the server, pay, refund, dispute, and deliver events."""

import threading
import time
from collections.abc import Callable
from typing import Any

from . import payments, shapes
from .book import Book, Thing, new_id
from .server import FAULTS, Fault, Key, Request, State, listen
from .webhooks import Delivery, arrange, send

CARDS = {"paid": "4242424242424242", "declined": "4000000000000002", "no_funds": "4000000000009995"}


class Account:
    """One Stripe account: `test_key` and `live_key` open two sets of data that never mix."""

    def __init__(self, state: State, name: str):
        self.id = new_id("acct", 16)
        self.test, self.live = Book(self.id, name, False), Book(self.id, name, True)
        self.test.other, self.live.other = self.live, self.test
        self._state = state
        self.test_key = self._add_key("sk_test", self.test, None)
        self.live_key = self._add_key("sk_live", self.live, None)

    def restricted_key(self, *areas: str) -> str:
        """A test key that may touch only these areas: checkout_session, payment_intent, charge, refund, …"""
        return self._add_key("rk_test", self.test, frozenset(areas))

    def revoke(self, key: str) -> None:
        """The key stops working."""
        self._state.keys[key].revoked = True

    def _add_key(self, prefix: str, book: Book, areas: frozenset[str] | None) -> str:
        key = new_id(f"{prefix}_51", 40).replace("51_", "51")
        self._state.keys[key] = Key(book, areas)
        return key


class FakeStripe:
    """A Stripe server on loopback.

    with FakeStripe() as stripe:
        client = StripeClient(stripe.key, base_addresses={"api": stripe.base_url})

    Events wait until deliver() is called; with auto_deliver=True they are sent at once, in order.
    """

    def __init__(self, port: int = 0, auto_deliver: bool = False):
        self._state = State()
        self._port = port
        self._auto = auto_deliver
        self._stopping = False
        self.account = Account(self._state, "Test account")

    def __enter__(self) -> "FakeStripe":
        return self.start()

    def __exit__(self, *_exc: Any) -> None:
        self.stop()

    def start(self) -> "FakeStripe":
        """Listen and serve in threads of their own."""
        self._server = listen(self._state, self._port)
        self._threads = [threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)]
        if self._auto:
            self._threads.append(threading.Thread(target=self._send_at_once, daemon=True))
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Close the port and end the threads."""
        self._stopping = True
        self._state.wake.set()
        self._server.shutdown()
        for thread in self._threads:
            thread.join(10)
        self._server.server_close()

    @property
    def base_url(self) -> str:
        """The API base address, without /v1."""
        return self._state.base_url

    @property
    def key(self) -> str:
        """The test-mode secret key of the first account."""
        return self.account.test_key

    @property
    def requests(self) -> list[Request]:
        """Every API request so far, oldest first."""
        return list(self._state.requests)

    def add_account(self, name: str) -> Account:
        """Another account with keys and data of its own."""
        return Account(self._state, name)

    def fail_next(self, call: str, kind: str) -> None:
        """Break the next request whose "METHOD /v1/path" starts with `call`.

        kind: error_500, error_503, rate_limit (nothing is done); lost_answer (done, but the connection breaks
        before the answer); slow (2 seconds late).
        """
        if kind not in FAULTS:
            raise ValueError(f"{kind!r} is no fault; say one of {', '.join(sorted(FAULTS))}")
        self._state.faults.append(Fault(call, kind))

    def add_endpoint(self, url: str, events: tuple[str, ...] = ("*",), book: Book | None = None) -> tuple[str, str]:
        """Set up a webhook endpoint as in the dashboard; returns its id and signing secret."""
        book = book or self.account.test
        endpoint = shapes.webhook_endpoint(
            new_id("we"), book.livemode, payments.now(), {"url": url, "enabled_events": events}
        )
        with book.lock:
            book.add(endpoint)
            book.endpoint_secrets[endpoint["id"]] = [new_id("whsec", 32)]
            return endpoint["id"], book.endpoint_secrets[endpoint["id"]][0]

    def roll_secret(self, endpoint_id: str, keep_old: bool = True, book: Book | None = None) -> str:
        """A new signing secret; while the old one is kept, each event carries a signature by both."""
        book = book or self.account.test
        fresh = new_id("whsec", 32)
        old = book.endpoint_secrets[endpoint_id] if keep_old else []
        book.endpoint_secrets[endpoint_id] = [fresh, *old]
        return fresh

    def pay(self, session_id: str, outcome: str = "paid", email: str = "payer@example.com") -> Thing:
        """Do what a payer does on the page; returns the session.

        outcome: paid, declined, no_funds (card), or processing (bank debit; settle() ends it).
        """
        book, session = self._find("checkout.session", session_id)
        with book.lock:
            if outcome == "processing":
                payments.pay_by_bank(book, session, email, "Payer Name")
            else:
                payments.pay_by_card(book, session, CARDS[outcome], email, "Payer Name")
        return self._changed(session)

    def settle(self, session_id: str, arrived: bool = True) -> Thing:
        """The bank debit of a session arrives (async_payment_succeeded) or comes back (async_payment_failed)."""
        return self._do("checkout.session", session_id, lambda b, s: payments.settle(b, s, arrived))

    def expire(self, session_id: str) -> Thing:
        """The session's time runs out."""
        return self._do("checkout.session", session_id, lambda b, s: payments.expire(b, s))

    def refund(self, payment_intent_id: str, amount: int | None = None) -> Thing:
        """A refund made in the dashboard; `amount` in Stripe's units, else all that is left. Returns the refund."""
        book, charge = self._charge_of(payment_intent_id)
        with book.lock:
            return self._changed(payments.refund(book, charge, amount, {"reason": "requested_by_customer"}))

    def settle_refund(self, refund_id: str, arrived: bool = True) -> Thing:
        """A pending refund reaches the payer, or fails."""
        return self._do("refund", refund_id, lambda b, r: payments.settle_refund(b, r, arrived))

    def dispute(self, payment_intent_id: str, reason: str = "fraudulent") -> Thing:
        """The payer's bank disputes the payment. Returns the dispute."""
        book, charge = self._charge_of(payment_intent_id)
        with book.lock:
            return self._changed(payments.dispute(book, charge, reason))

    def close_dispute(self, dispute_id: str, won: bool) -> Thing:
        """The dispute is decided."""
        return self._do("dispute", dispute_id, lambda b, d: payments.close_dispute(b, d, won))

    def events(self, *types: str) -> list[Thing]:
        """Events of all accounts, oldest first, of these types or of all."""
        found = [event for book in self._state.books() for event in book.objects["event"].values()]
        return [event for event in found if not types or event["type"] in types]

    def deliver(
        self,
        events: list[Thing] | None = None,
        *,
        order: str | int = "made",
        repeat: int = 1,
        drop: float = 0.0,
        seed: int = 0,
        delay: float = 0.0,
        age: int = 0,
        forged: bool = False,
    ) -> list[Delivery]:
        """Send the waiting events, or `events` again, to every endpoint that wants them.

        order: "made", "reversed" or a number to shuffle by. repeat: times each is sent. drop: fraction (0 to 1)
        that is lost, chosen by `seed`; the API still lists them. delay: seconds before each. age: seconds by which
        the signature's time lies back. forged: signed with a secret that is not the endpoint's.
        """
        done = []
        waiting = self._take_unsent() if events is None else events
        for event in arrange(waiting, order, repeat, drop, seed):
            time.sleep(delay)
            done += send(self._book_of(event), event, age=age, forged=forged)
        return done

    def _send_at_once(self) -> None:
        while not self._stopping:
            self._state.wake.wait(0.2)
            self._state.wake.clear()
            self.deliver()

    def _take_unsent(self) -> list[Thing]:
        taken = []
        for book in self._state.books():
            with book.lock:
                taken += book.unsent
                book.unsent = []
        return taken

    def _book_of(self, event: Thing) -> Book:
        return next(book for book in self._state.books() if event["id"] in book.objects["event"])

    def _find(self, kind: str, id: str) -> tuple[Book, Thing]:
        for book in self._state.books():
            if id in book.objects[kind]:
                return book, book.objects[kind][id]
        raise KeyError(f"no {kind} {id}")

    def _charge_of(self, payment_intent_id: str) -> tuple[Book, Thing]:
        book, intent = self._find("payment_intent", payment_intent_id)
        return book, book.get("charge", intent["latest_charge"])

    def _do(self, kind: str, id: str, act: Callable[[Book, Thing], object]) -> Thing:
        book, thing = self._find(kind, id)
        with book.lock:
            act(book, thing)
        return self._changed(thing)

    def _changed(self, thing: Thing) -> Thing:
        self._state.wake.set()
        return thing
