"""The calls of the API that this server answers, one function each; the table is at the end."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from stripe import params as p
from stripe.params import checkout as pc

from . import payments, shapes
from .book import Book, Thing, listing, new_id
from .parameters import check
from .sessions import open_session
from .wire import StripeProblem, no_such, unrecognized

Call = Callable[[Book, dict[str, Any], Thing, str], Thing]


def page(book: Book, kind: str, rows: Iterable[Thing], params: dict[str, Any], url: str) -> Thing:
    """One page of a list, newest first: limit 1 to 100 (10 when not said), starting_after, ending_before."""
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise StripeProblem(
            f"This value must be {'greater than or equal to 1' if limit < 1 else 'less than or equal to 100'}.",
            code="parameter_invalid_integer",
            param="limit",
        )
    rows = [row for row in rows if _made_within(row, params.get("created"))]
    ids = [row["id"] for row in rows]
    start, before = 0, None
    if "starting_after" in params:
        start = _position(book, kind, ids, params["starting_after"], "starting_after") + 1
    if "ending_before" in params:
        before = _position(book, kind, ids, params["ending_before"], "ending_before")
        start = max(0, before - limit)
    chosen = rows[start : min(start + limit, len(rows) if before is None else before)]
    has_more = start > 0 if before is not None else start + limit < len(rows)
    return book.render(listing(chosen, url, has_more), params.get("expand"))


def _position(book: Book, kind: str, ids: list[str], id: str, param: str) -> int:
    if id not in ids:
        raise no_such(kind, id, param, False, book.livemode)
    return ids.index(id)


def _made_within(row: Thing, span: Any) -> bool:
    if span is None:
        return True
    if isinstance(span, int):
        return row["created"] == span
    made = row["created"]
    return (
        made > span.get("gt", -1)
        and made >= span.get("gte", 0)
        and made < span.get("lt", made + 1)
        and made <= span.get("lte", made)
    )


def _matching(rows: Iterable[Thing], params: dict[str, Any], *fields: str) -> list[Thing]:
    return [row for row in rows if all(row[f] == params[f] for f in fields if f in params)]


def create_session(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
    params = check(params, pc.SessionCreateParams)
    return book.render(open_session(book, params, base_url), params.get("expand"))


def list_sessions(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
    params = check(params, pc.SessionListParams)
    rows = book.newest_first("checkout.session")
    for row in rows:
        payments.expire_if_due(book, row)
    rows = _matching(rows, params, "payment_intent", "status", "customer")
    if "customer_details" in params:
        email = params["customer_details"]["email"]
        rows = [row for row in rows if (row["customer_details"] or {}).get("email") == email]
    return page(book, "checkout.session", rows, params, "/v1/checkout/sessions")


def get_session(book: Book, params: dict[str, Any], request: Thing, base_url: str, id: str) -> Thing:
    params = check(params, pc.SessionRetrieveParams)
    session = book.get("checkout.session", id, "session")
    payments.expire_if_due(book, session)
    return book.render(session, params.get("expand"))


def expire_session(book: Book, params: dict[str, Any], request: Thing, base_url: str, id: str) -> Thing:
    params = check(params, pc.SessionExpireParams)
    session = book.get("checkout.session", id, "session")
    payments.expire_if_due(book, session)
    return book.render(payments.expire(book, session, request), params.get("expand"))


def list_lines(book: Book, params: dict[str, Any], request: Thing, base_url: str, id: str) -> Thing:
    params = check(params, pc.SessionListLineItemsParams)
    book.get("checkout.session", id, "session")
    return page(book, "item", book.line_items[id], params, f"/v1/checkout/sessions/{id}/line_items")


def list_of(kind: str, table: type, url: str, *fields: str) -> Call:
    """A call that lists one kind, narrowed by `fields`."""

    def call(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
        params = check(params, table)
        return page(book, kind, _matching(book.newest_first(kind), params, *fields), params, url)

    return call


def one_of(kind: str, table: type, param: str = "id") -> Callable[..., Thing]:
    """A call that shows one object; `param` is the name that Stripe's 404 gives."""

    def call(book: Book, params: dict[str, Any], request: Thing, base_url: str, id: str) -> Thing:
        params = check(params, table)
        return book.render(book.get(kind, id, param), params.get("expand"))

    return call


def create_refund(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
    params = check(params, p.RefundCreateParams)
    _only(params, {"charge", "payment_intent", "amount", "reason", "metadata", "expand"})
    if "charge" in params:
        charge = book.get("charge", params["charge"], "charge")
    elif "payment_intent" in params:
        intent = book.get("payment_intent", params["payment_intent"], "payment_intent")
        charge = book.get("charge", intent["latest_charge"] or "", "charge")
    else:
        raise StripeProblem(
            "One of the following params should be provided for this request: payment_intent or charge."
        )
    if not charge["captured"]:
        raise StripeProblem(
            f"This PaymentIntent ({charge['payment_intent']}) does not have a successful charge to refund."
        )
    made = payments.refund(book, charge, params.get("amount"), params, request)
    return book.render(made, params.get("expand"))


def list_events(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
    params = check(params, p.EventListParams)
    rows = book.newest_first("event")
    if "type" in params:
        pattern = re.compile(re.escape(params["type"]).replace(r"\*", ".*"))
        rows = [row for row in rows if pattern.fullmatch(row["type"])]
    if "types" in params:
        rows = [row for row in rows if row["type"] in params["types"]]
    if "delivery_success" in params:
        rows = [row for row in rows if (row["pending_webhooks"] == 0) == params["delivery_success"]]
    return page(book, "event", rows, params, "/v1/events")


def create_endpoint(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
    params = check(params, p.WebhookEndpointCreateParams)
    if not re.match(r"https?://[^\s/]+", params["url"]):
        raise StripeProblem("Invalid URL: An explicit scheme (such as https) must be provided.",
                            code="url_invalid", param="url")  # fmt: skip
    endpoint = book.add(shapes.webhook_endpoint(new_id("we"), book.livemode, payments.now(), params))
    book.endpoint_secrets[endpoint["id"]] = [new_id("whsec", 32)]
    return {**book.render(endpoint), "secret": book.endpoint_secrets[endpoint["id"]][0]}


def change_endpoint(book: Book, params: dict[str, Any], request: Thing, base_url: str, id: str) -> Thing:
    params = check(params, p.WebhookEndpointUpdateParams)
    endpoint = book.get("webhook_endpoint", id, "webhook_endpoint")
    if "disabled" in params:
        endpoint["status"] = "disabled" if params["disabled"] else "enabled"
    endpoint.update({key: params[key] for key in ("url", "enabled_events", "description") if key in params})
    return book.render(endpoint)


def delete_endpoint(book: Book, params: dict[str, Any], request: Thing, base_url: str, id: str) -> Thing:
    book.get("webhook_endpoint", id, "webhook_endpoint")
    del book.objects["webhook_endpoint"][id]
    return shapes.webhook_endpoint_deleted(id)


def get_account(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
    return book.render(book.account)


def get_balance(book: Book, params: dict[str, Any], request: Thing, base_url: str) -> Thing:
    pending: dict[str, int] = {}
    for moved in book.objects["balance_transaction"].values():
        pending[moved["currency"]] = pending.get(moved["currency"], 0) + moved["net"]
    return shapes.balance(book.livemode, pending)


def _only(params: dict[str, Any], modelled: set[str]) -> None:
    strange = sorted(set(params) - modelled)
    if strange:
        raise StripeProblem(f"The test server does not model these parameters: {', '.join(strange)}", status=501)


def _call(method: str, path: str, function: Callable[..., Thing], area: str) -> tuple[str, re.Pattern[str], Any, str]:
    pattern = re.compile(re.escape("/v1/" + path).replace(":id", r"([^/]+)"))
    return method, pattern, function, area


CALLS = [
    _call("POST", "checkout/sessions", create_session, "checkout_session"),
    _call("GET", "checkout/sessions", list_sessions, "checkout_session"),
    _call("GET", "checkout/sessions/:id", get_session, "checkout_session"),
    _call("POST", "checkout/sessions/:id/expire", expire_session, "checkout_session"),
    _call("GET", "checkout/sessions/:id/line_items", list_lines, "checkout_session"),
    _call("GET", "payment_intents", list_of("payment_intent", p.PaymentIntentListParams, "/v1/payment_intents", "customer"),
          "payment_intent"),
    _call("GET", "payment_intents/:id", one_of("payment_intent", p.PaymentIntentRetrieveParams, "intent"),
          "payment_intent"),
    _call("GET", "charges", list_of("charge", p.ChargeListParams, "/v1/charges", "payment_intent", "customer"), "charge"),
    _call("GET", "charges/:id", one_of("charge", p.ChargeRetrieveParams), "charge"),
    _call("POST", "refunds", create_refund, "refund"),
    _call("GET", "refunds", list_of("refund", p.RefundListParams, "/v1/refunds", "charge", "payment_intent"), "refund"),
    _call("GET", "refunds/:id", one_of("refund", p.RefundRetrieveParams), "refund"),
    _call("GET", "disputes", list_of("dispute", p.DisputeListParams, "/v1/disputes", "charge", "payment_intent"), "dispute"),
    _call("GET", "disputes/:id", one_of("dispute", p.DisputeRetrieveParams), "dispute"),
    _call("GET", "balance_transactions",
          list_of("balance_transaction", p.BalanceTransactionListParams, "/v1/balance_transactions", "source", "type"),
          "balance"),
    _call("GET", "balance_transactions/:id", one_of("balance_transaction", p.BalanceTransactionRetrieveParams), "balance"),
    _call("GET", "balance", get_balance, "balance"),
    _call("GET", "account", get_account, "account"),
    _call("GET", "events", list_events, "event"),
    _call("GET", "events/:id", one_of("event", p.EventRetrieveParams), "event"),
    _call("POST", "webhook_endpoints", create_endpoint, "webhook"),
    _call("GET", "webhook_endpoints", list_of("webhook_endpoint", p.WebhookEndpointListParams, "/v1/webhook_endpoints"),
          "webhook"),
    _call("GET", "webhook_endpoints/:id", one_of("webhook_endpoint", p.WebhookEndpointRetrieveParams, "webhook_endpoint"),
          "webhook"),
    _call("POST", "webhook_endpoints/:id", change_endpoint, "webhook"),
    _call("DELETE", "webhook_endpoints/:id", delete_endpoint, "webhook"),
]  # fmt: skip


def find_call(method: str, path: str) -> tuple[Callable[..., Thing], tuple[str, ...], str]:
    """The function for a URL, the ids in it and its permission area; Stripe's 404 when there is none."""
    for verb, pattern, function, area in CALLS:
        match = pattern.fullmatch(path)
        if match and verb == method:
            return function, match.groups(), area
    raise unrecognized(method, path)
