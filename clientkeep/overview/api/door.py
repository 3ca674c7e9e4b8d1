"""The one door of the API: who asks, what they may, how often, and one transaction around each write."""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.security import HttpBearer

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.members.roles import ACTS

from .fields import Told
from .once.keeping import done_once, done_outside
from .once.turns import write_turn
from .rates import take_turn
from .reading import check_body, check_size
from .tokens import acting_by, note_use, token_of

READS = ("GET",)
PAGED = "paged"


class Problem(Told):
    """RFC 9457: what went wrong, which field, and what to do."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None
    errors: list[dict[str, str]]
    code: str


class Bearer(HttpBearer):
    """Lets in by token, for one act of roles.py, and reads the body before anything looks at it."""

    def __init__(self, act: str | None) -> None:
        super().__init__()
        self.act = act

    def __call__(self, request: HttpRequest) -> Any:
        return self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Set `request.acting`. Raises what is refused; a staff session opens nothing here."""
        check_size(request)
        found = token_of(request)
        take_turn(found.pk)
        request.acting, request.api_token = acting_by(found), found
        if self.act:
            request.acting.require(self.act)
        check_body(request)
        note_use(found)
        return request.acting


class Room(Router):
    """A router of one noun. Each operation names the act of roles.py that it needs."""

    def reads(self, path: str, act: str | None, answer: Any, **options: Any) -> Callable:
        """A GET, which changes nothing."""
        return self._operation("GET", path, act, {200: answer}, options)

    def writes(
        self, path: str, act: str, answer: Any, status: int = 200, method: str = "POST", alone: bool = False,
        kept: bool = True, **options: Any,
    ) -> Callable:
        """A write: one transaction, done once for an Idempotency-Key.

        `alone`: the view opens its own transactions, and is called with a token for the provider it asks.
        `kept=False`: the answer holds a secret, so it is stored under no key, and a repetition is an act of its own.
        """
        return self._operation(method, path, act, {status: answer}, options, alone, kept)

    def _operation(
        self, method: str, path: str, act: str | None, answers: dict[int, Any], options: dict[str, Any], alone: bool = False,
        kept: bool = True,
    ) -> Callable:
        def register(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            shown = {**answers, **dict.fromkeys(_problems(method, path), Problem)}
            guarded = _guarded(view, method, alone, kept)
            extra = {"x-act": act, "x-act-words": ACTS[act][0] if act else "Any token", **options.pop("extra", {})}
            self.add_api_operation(
                path, [method], guarded, auth=Bearer(act), response=shown, openapi_extra=extra,
                operation_id=view.__name__, summary=_first_line(view), description=_rest(view), **options,
            )  # fmt: skip
            return view

        return register


def _guarded(view: Callable[..., HttpResponse], method: str, alone: bool, kept: bool) -> Callable[..., HttpResponse]:
    known, form = _names(view, "asked"), _names(view, "given")

    @wraps(view)
    def guarded(request: HttpRequest, **values: Any) -> HttpResponse:
        strangers = sorted(set(request.GET) - known)
        if request.content_type == "multipart/form-data":
            strangers += sorted(set(request.POST) - form)
        if strangers:
            raise Invalid(f"{strangers[0][:40]} is not known at this address.", strangers[0][:40])
        if method in READS:
            return view(request, **values)
        if alone:
            return done_outside(request, request.acting, lambda token: view(request, token=token, **values))
        if not kept:
            with write_turn():
                return view(request, **values)
        return done_once(request, request.acting, lambda: view(request, **values))

    if alone:
        # The token comes from the door, not from the caller.
        shown = inspect.signature(view)
        guarded.__signature__ = shown.replace(parameters=[p for p in shown.parameters.values() if p.name != "token"])
        guarded.__annotations__ = {name: kind for name, kind in view.__annotations__.items() if name != "token"}
    return guarded


def _names(view: Callable, parameter: str) -> set[str]:
    """Names that the query (`asked`) or the form (`given`) may hold: the fields of that parameter's model."""
    found = inspect.signature(view).parameters.get(parameter)
    if found is None:
        return set()
    kind = found.annotation
    return set((kind.__origin__ if hasattr(kind, "__metadata__") else kind).model_fields)


def _problems(method: str, path: str) -> Sequence[int]:
    found = [401, 403, 422, 429]
    if "{" in path or method != "GET":
        found.append(404)
    if method != "GET":
        found += [409, 413]
    return sorted(found)


def _first_line(view: Callable) -> str:
    return (view.__doc__ or view.__name__).strip().splitlines()[0].rstrip(".")


def _rest(view: Callable) -> str:
    lines = (view.__doc__ or "").strip().splitlines()[1:]
    return " ".join(line.strip() for line in lines).strip()
