"""What travels: form bodies in, errors out, as Stripe reads and words them."""

import re
from typing import Any
from urllib.parse import parse_qsl

_PART = re.compile(r"\[([^\[\]]*)\]")


class StripeProblem(Exception):
    """An answer other than success, in Stripe's shape: {"error": {type, code, message, param, doc_url, …}}."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        type: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        **more: Any,
    ):
        super().__init__(message)
        self.status = status
        self.fields = {"message": message, "type": type, **more}
        if code:
            self.fields["code"] = code
            self.fields["doc_url"] = f"https://docs.stripe.com/error-codes/{code.replace('_', '-')}"
        if param:
            self.fields["param"] = param

    def body(self, request_id: str, livemode: bool) -> dict[str, Any]:
        """The JSON answer; the log address is given for a request that reached an account."""
        fields = dict(self.fields)
        if self.status != 401:
            mode = "" if livemode else "test/"
            fields["request_log_url"] = f"https://dashboard.stripe.com/{mode}logs/{request_id}"
        return {"error": dict(sorted(fields.items()))}


def missing(param: str) -> StripeProblem:
    """A required parameter was not sent."""
    return StripeProblem(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown(params: list[str]) -> StripeProblem:
    """Parameters that the API version does not have."""
    plural = "s" if len(params) > 1 else ""
    return StripeProblem(
        f"Received unknown parameter{plural}: {', '.join(params)}", code="parameter_unknown", param=params[0]
    )


def no_such(kind: str, id: str, param: str, elsewhere: bool, livemode: bool) -> StripeProblem:
    """The object is not in this account and mode; `elsewhere` when the other mode has it."""
    message = f"No such {kind}: '{id}'"
    if elsewhere:
        here, there = ("live", "test") if livemode else ("test", "live")
        message += f"; a similar object exists in {there} mode, but a {here} mode key was used to make this request."
    return StripeProblem(message, status=404, code="resource_missing", param=param)


def unrecognized(method: str, path: str) -> StripeProblem:
    """No such URL in the API."""
    return StripeProblem(
        f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at "
        "https://support.stripe.com/.",
        status=404,
    )


def decode_form(text: str) -> dict[str, Any]:
    """Read `a[b][0][c]=x` into nested dicts and lists. Numbered keys from 0 upwards become lists."""
    tree: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        head, _, _ = key.partition("[")
        parts = [head, *_PART.findall(key[len(head) :])]
        node = tree
        for position, part in enumerate(parts[:-1]):
            part = part or str(len(node))
            child = node.setdefault(part, {})
            if not isinstance(child, dict):
                raise StripeProblem("Invalid object", param="[".join(parts[: position + 1]))
            node = child
        node[parts[-1] or str(len(node))] = value
    return {key: _listed(value) for key, value in tree.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(key.isdigit() for key in value):
        return [_listed(value[key]) for key in sorted(value, key=int)]
    return {key: _listed(inner) for key, inner in value.items()}
