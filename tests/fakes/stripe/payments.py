"""What happens to money: a session is paid, declined, settled or expires; a charge is refunded or disputed."""

import time

from . import shapes
from .book import Book, Thing, new_id
from .currencies import check_divisible, shown
from .shapes.checkout import customer_details
from .shapes.payments import BANK_DEBITS, bank_debit, card, outcome, payment_error
from .wire import StripeProblem

DECLINES = {
    "4000000000000002": ("card_declined", "generic_decline", "Your card was declined."),
    "4000000000009995": ("card_declined", "insufficient_funds", "Your card has insufficient funds."),
    "4000000000000069": ("expired_card", None, "Your card has expired."),
}


def now() -> int:
    """Seconds since 1970, UTC."""
    return int(time.time())


def expire_if_due(book: Book, session: Thing) -> None:
    """A session whose time has passed expires by itself."""
    if session["status"] == "open" and session["expires_at"] <= now():
        expire(book, session)


def expire(book: Book, session: Thing, request: Thing | None = None) -> Thing:
    """Close an open session unpaid."""
    if session["status"] != "open":
        raise StripeProblem(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status '
            f"of `{session['status']}`."
        )
    session.update(status="expired", url=None)
    book.announce("checkout.session.expired", session, request)
    return session


def pay_by_card(book: Book, session: Thing, number: str, email: str, name: str | None = None) -> StripeProblem | None:
    """The payer presses Pay. Returns the refusal that the page shows, or None when the card was charged."""
    intent, charge = _attempt(book, session, card(number, session["amount_total"]), email, name)
    if number in DECLINES:
        return _decline(book, intent, charge, *DECLINES[number])
    _collected(book, intent, charge)
    session.update(status="complete", payment_status="paid", url=None)
    book.announce("checkout.session.completed", session)
    _book_fee(book, charge)
    return None


def pay_by_bank(book: Book, session: Thing, email: str, name: str | None = None) -> None:
    """The payer gives a bank account: the session completes unpaid, the money follows or fails days later."""
    intent, charge = _attempt(book, session, bank_debit(session["currency"]), email, name)
    intent["status"] = "processing"
    book.announce("payment_intent.processing", intent)
    book.announce("charge.pending", charge)
    session.update(status="complete", payment_status="unpaid", url=None)
    book.announce("checkout.session.completed", session)


def settle(book: Book, session: Thing, arrived: bool) -> None:
    """The bank debit of a completed session arrives, or comes back."""
    intent = book.get("payment_intent", session["payment_intent"])
    charge = book.get("charge", intent["latest_charge"])
    if intent["status"] != "processing":
        raise ValueError(f"{intent['id']} is {intent['status']}, not processing")
    if arrived:
        _collected(book, intent, charge)
        session["payment_status"] = "paid"
        book.announce("checkout.session.async_payment_succeeded", session)
        _book_fee(book, charge)
        return
    message = "The customer's account has insufficient funds to cover this payment."
    _decline(book, intent, charge, "payment_intent_payment_attempt_failed", "insufficient_funds", message)
    book.announce("checkout.session.async_payment_failed", session)


def refund(book: Book, charge: Thing, amount: int | None, params: Thing, request: Thing | None = None) -> Thing:
    """Give back all that is left of a charge, or `amount` in Stripe's units."""
    left = charge["amount_captured"] - charge["amount_refunded"]
    if charge["refunded"] or left == 0:
        raise StripeProblem(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if charge["disputed"]:
        raise StripeProblem(f"Charge {charge['id']} has been charged back; cannot issue a refund.",
                            code="charge_disputed")  # fmt: skip
    amount = left if amount is None else amount
    if amount < 1:
        raise StripeProblem("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    check_divisible(amount, charge["currency"], "amount")
    if amount > left:
        raise StripeProblem(
            f"Refund amount ({shown(amount, charge['currency'])}) is greater than unrefunded amount on charge "
            f"({shown(left, charge['currency'])})",
            param="amount",
        )
    by_card = charge["payment_method_details"]["type"] == "card"
    returned = book.add(
        shapes.refund(new_id("re"), charge, amount, now(), params, "succeeded" if by_card else "pending")
    )
    _move(book, returned, "refund", -amount, 0)
    book.announce("refund.created", returned, request)
    _count_refund(book, charge, amount, request)
    if by_card:
        before = {"destination_details": {"card": {"reference": None, "reference_status": "pending"}}}
        returned["destination_details"]["card"].update(reference="74920710049114", reference_status="available")
        book.announce("refund.updated", returned, previous=before)
    return returned


def settle_refund(book: Book, returned: Thing, arrived: bool) -> None:
    """A pending refund reaches the payer's bank, or fails and the money is back on the account."""
    before = {"status": returned["status"]}
    returned.update(status="succeeded" if arrived else "failed", pending_reason=None)
    if not arrived:
        returned["failure_reason"] = "expired_or_canceled_card"
        charge = book.get("charge", returned["charge"])
        charge["amount_refunded"] -= returned["amount"]
        charge["refunded"] = False
        book.announce("refund.failed", returned)
    book.announce("refund.updated", returned, previous=before)


def dispute(book: Book, charge: Thing, reason: str) -> Thing:
    """The payer's bank takes the whole charge back until the dispute is decided."""
    disputed = book.add(shapes.dispute(new_id("du"), charge, now(), reason))
    charge["disputed"] = True
    _withdraw(book, disputed, -disputed["amount"], 1500)
    book.announce("charge.dispute.created", disputed)
    book.announce("charge.dispute.funds_withdrawn", disputed)
    return disputed


def close_dispute(book: Book, disputed: Thing, won: bool) -> None:
    """The bank decides."""
    disputed["status"] = "won" if won else "lost"
    if won:
        _withdraw(book, disputed, disputed["amount"], 0)
        book.announce("charge.dispute.funds_reinstated", disputed)
    book.announce("charge.dispute.closed", disputed)


def _attempt(book: Book, session: Thing, method: Thing, email: str, name: str | None) -> tuple[Thing, Thing]:
    if session["status"] != "open":
        raise ValueError(f"{session['id']} is {session['status']}: nothing can be paid")
    details = customer_details(email, name, "US")
    session["customer_details"] = details
    if session["payment_intent"] is None:
        id = new_id("pi")
        data = book.intent_data[session["id"]]
        intent = shapes.payment_intent(id, f"{id}_{new_id('secret')}", session, now(), data, method["type"])
        session["payment_intent"] = book.add(intent)["id"]
        book.announce("payment_intent.created", intent)
    intent = book.get("payment_intent", session["payment_intent"])
    intent["payment_method"] = new_id("pm")
    charge = book.add(shapes.charge(new_id("ch"), intent, now(), intent["payment_method"], method, details))
    intent["latest_charge"] = charge["id"]
    return intent, charge


def _collected(book: Book, intent: Thing, charge: Thing) -> None:
    charge.update(
        status="succeeded", paid=True, captured=True, amount_captured=charge["amount"],
        receipt_url=f"https://pay.stripe.com/receipts/payment/{charge['id']}",
    )  # fmt: skip
    intent.update(status="succeeded", amount_received=intent["amount"], last_payment_error=None)
    book.announce("charge.succeeded", charge)
    book.announce("payment_intent.succeeded", intent)


def _book_fee(book: Book, charge: Thing) -> None:
    """The fee is known a moment after the charge: an event of its own tells it (automatic_async capture)."""
    fee = (charge["amount"] * 29 + 500) // 1000 + 30
    _move(book, charge, "charge", charge["amount"], fee)
    before = {"balance_transaction": None}
    book.announce("charge.updated", charge, previous=before)


def _decline(
    book: Book, intent: Thing, charge: Thing, code: str, decline_code: str | None, message: str
) -> StripeProblem:
    method = charge["payment_method_details"]["type"]
    charge.update(status="failed", failure_code=code, failure_message=message)
    charge["outcome"] = outcome(
        "declined_by_network", "The bank did not return any further details.", "issuer_declined", decline_code or code
    )
    error = payment_error(charge["id"], code, message, decline_code, method)
    intent.update(status="requires_payment_method", payment_method=None, last_payment_error=error)
    book.announce("charge.failed", charge)
    book.announce("payment_intent.payment_failed", intent)
    return StripeProblem(message, status=402, type="card_error", code=code)


def _count_refund(book: Book, charge: Thing, amount: int, request: Thing | None) -> None:
    before = {"amount_refunded": charge["amount_refunded"]}
    charge["amount_refunded"] += amount
    if charge["amount_refunded"] == charge["amount_captured"]:
        before["refunded"] = False
        charge["refunded"] = True
    book.announce("charge.refunded", charge, request, before)


def _move(book: Book, subject: Thing, kind: str, amount: int, fee: int) -> Thing:
    moved = shapes.balance_transaction(
        new_id("txn"), kind, amount, fee, subject["currency"], now(), subject["id"], subject.get("description")
    )
    book.add(moved)
    if "balance_transaction" in subject:
        subject["balance_transaction"] = moved["id"]
    return moved


def _withdraw(book: Book, disputed: Thing, amount: int, fee: int) -> None:
    moved = _move(book, disputed, "adjustment", amount, fee)
    disputed["balance_transactions"].append(dict(moved))


def bank_debit_possible(session: Thing) -> bool:
    """Does the session take the bank debit of its currency?"""
    return BANK_DEBITS.get(session["currency"]) in session["payment_method_types"]
