"""Opening a checkout session: the checks that Stripe makes beyond the parameter types."""

import re
from typing import Any

from . import shapes
from .book import Book, Thing, new_id
from .currencies import check_currency, check_divisible, check_total
from .payments import now
from .shapes.payments import BANK_DEBITS
from .wire import StripeProblem, missing

MODELLED = {
    "billing_address_collection", "cancel_url", "client_reference_id", "customer_creation", "customer_email",
    "expand", "expires_at", "line_items", "locale", "metadata", "mode", "payment_intent_data",
    "payment_method_types", "submit_type", "success_url",
}  # fmt: skip
MODELLED_LINE = {"price_data", "quantity", "metadata"}
MODELLED_INTENT = {"description", "metadata", "receipt_email", "statement_descriptor", "statement_descriptor_suffix"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def open_session(book: Book, params: dict[str, Any], base_url: str) -> Thing:
    """Make a session of mode payment from checked parameters."""
    _refuse_unmodelled(params)
    _check_fields(params)
    rows = params["line_items"]
    currency = ""
    for index, row in enumerate(rows):
        currency = _check_line(row, f"line_items[{index}]", currency)
    total = sum(row["price_data"]["unit_amount"] * row["quantity"] for row in rows)
    check_total(total, currency)
    for method in params.get("payment_method_types", []):
        if method not in ("card", BANK_DEBITS.get(currency)):
            raise StripeProblem(
                f"The payment method type provided: {method} is invalid. Please ensure the provided type is "
                "activated in your dashboard and your account is enabled for any preview features that you are "
                "trying to use.",
                param="payment_method_types",
            )
    return _keep(book, params, total, currency, base_url)


def _refuse_unmodelled(params: dict[str, Any]) -> None:
    strange = set(params) - MODELLED | set(params.get("payment_intent_data", {})) - MODELLED_INTENT
    for row in params.get("line_items", []):
        strange |= set(row) - MODELLED_LINE
    if strange:
        raise StripeProblem(
            f"The test server does not model these parameters: {', '.join(sorted(strange))}", status=501
        )


def _check_fields(params: dict[str, Any]) -> None:
    if "mode" not in params:
        raise missing("mode")
    if params["mode"] != "payment":
        raise StripeProblem("The test server does not model this mode", status=501, param="mode")
    if not params.get("line_items"):
        raise StripeProblem("The `line_items` parameter is required in payment mode.",
                            code="parameter_missing", param="line_items")  # fmt: skip
    if "success_url" not in params:
        raise missing("success_url")
    for field in ("success_url", "cancel_url"):
        if field in params and not re.match(r"https?://[^\s/]+", params[field]):
            raise StripeProblem("Not a valid URL", code="url_invalid", param=field)
    if "customer_email" in params and not _EMAIL.fullmatch(params["customer_email"]):
        raise StripeProblem(f"Invalid email address: {params['customer_email']}", code="email_invalid",
                            param="customer_email")  # fmt: skip
    if len(params.get("client_reference_id", "")) > 200:
        raise StripeProblem("Invalid string: must be at most 200 characters", param="client_reference_id")
    if "expires_at" in params and not 1800 <= params["expires_at"] - now() <= 86400:
        bound = "at least 30 minutes" if params["expires_at"] - now() < 1800 else "less than 24 hours"
        raise StripeProblem(f"The `expires_at` timestamp must be {bound} from Checkout Session creation.",
                            param="expires_at")  # fmt: skip
    _check_metadata(params.get("metadata"), "metadata")
    _check_metadata(params.get("payment_intent_data", {}).get("metadata"), "payment_intent_data[metadata]")


def _check_metadata(metadata: dict[str, str] | None, path: str) -> None:
    if metadata and len(metadata) > 50:
        raise StripeProblem("Metadata objects can have up to 50 keys.", param=path)
    for key, value in (metadata or {}).items():
        if len(key) > 40:
            raise StripeProblem(f"Metadata keys can have up to 40 characters, but you passed in a key that is "
                                f"{len(key)} characters. Invalid key: {key}", param=path)  # fmt: skip
        if len(value) > 500:
            raise StripeProblem(f"Metadata values can have up to 500 characters, but you passed in a value that is "
                                f"{len(value)} characters. Invalid value: {value}", param=path)  # fmt: skip


def _check_line(row: Thing, path: str, currency: str) -> str:
    if "price_data" not in row:
        raise StripeProblem(f"You must specify either `price` or `price_data` for {path}.", param=path)
    price = row["price_data"]
    price["currency"] = check_currency(price["currency"], f"{path}[price_data][currency]")
    if "product_data" not in price:
        raise missing(f"{path}[price_data][product_data]")
    if "unit_amount" not in price:
        raise missing(f"{path}[price_data][unit_amount]")
    if price["unit_amount"] < 0:
        raise StripeProblem("Invalid non-negative integer", code="parameter_invalid_integer",
                            param=f"{path}[price_data][unit_amount]")  # fmt: skip
    if row.setdefault("quantity", 1) < 1:
        raise StripeProblem("This value must be greater than or equal to 1.", code="parameter_invalid_integer",
                            param=f"{path}[quantity]")  # fmt: skip
    check_divisible(price["unit_amount"], price["currency"], f"{path}[price_data][unit_amount]")
    if currency and price["currency"] != currency:
        raise StripeProblem("All line items must have the same currency.", param="line_items")
    return price["currency"]


def _keep(book: Book, params: dict[str, Any], total: int, currency: str, base_url: str) -> Thing:
    mode = "live" if book.livemode else "test"
    id = new_id(f"cs_{mode}", 58)
    url = f"{base_url}/c/pay/{id}"
    session = shapes.session(id, url, book.livemode, now(), params, total, currency)
    book.line_items[id] = [
        shapes.line_item(new_id("li"), new_id("price"), new_id("prod"), book.livemode, now(), row)
        for row in params["line_items"]
    ]
    book.intent_data[id] = params.get("payment_intent_data", {})
    return book.add(session)
