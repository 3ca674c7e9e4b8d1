"""Which parameters each call of the API takes, and the checks Stripe makes on them.

The tables come from the parameter types of the official stripe package, which are made from the same API
description that Stripe's servers check against; so a parameter that this version lacks is refused here too.
"""

import functools
import re
import sys
import types
import typing
from decimal import Decimal, InvalidOperation
from typing import Any

import stripe
import typing_extensions
from stripe._request_options import RequestOptions

from .wire import StripeProblem, missing, unknown

_INTEGER = re.compile(r"-?\d+")


def check(params: dict[str, Any], table: type) -> dict[str, Any]:
    """Return `params` converted by `table` (a TypedDict of the stripe package), or raise StripeProblem."""
    return _object(params, table, "")


@functools.cache
def _hints(table: type) -> dict[str, Any]:
    own = {k: v for k, v in table.__annotations__.items() if k not in RequestOptions.__annotations__}
    module = sys.modules[table.__module__]
    names = {**vars(typing), **vars(typing_extensions), "stripe": stripe, **vars(module)}
    holder = types.SimpleNamespace(__annotations__=own)
    return typing_extensions.get_type_hints(holder, names, names, include_extras=True)


def _object(value: Any, table: type, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise StripeProblem("Invalid object", param=path)
    hints = _hints(table)
    strangers = [_join(path, key) for key in value if key not in hints]
    if strangers:
        raise unknown(strangers)
    result = {}
    for key, hint in hints.items():
        optional = typing_extensions.get_origin(hint) is typing_extensions.NotRequired
        if key in value:
            inner = typing_extensions.get_args(hint)[0] if optional else hint
            result[key] = _value(value[key], inner, _join(path, key))
        elif not optional:
            raise missing(_join(path, key))
    return result


def _join(path: str, key: str) -> str:
    return f"{path}[{key}]" if path else key


def _value(value: Any, hint: Any, path: str) -> Any:
    if typing_extensions.is_typeddict(hint):
        return _object(value, hint, path)
    origin, args = typing_extensions.get_origin(hint), typing_extensions.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(value, _choose(value, args), path)
    if origin is list:
        if not isinstance(value, list):
            raise StripeProblem("Invalid array", param=path)
        return [_value(item, args[0], f"{path}[{index}]") for index, item in enumerate(value)]
    if origin is dict or hint is dict:
        if not isinstance(value, dict):
            raise StripeProblem("Invalid object", param=path)
        return {key: _value(item, args[1], f"{path}[{key}]") for key, item in value.items()}
    if isinstance(value, (dict, list)):
        raise StripeProblem("Invalid string: " + str(value), param=path)
    return _SCALARS.get(hint, _choice)(value, hint, path)


def _choose(value: Any, hints: tuple[Any, ...]) -> Any:
    for hint in hints:
        origin = typing_extensions.get_origin(hint)
        if isinstance(value, dict) and (typing_extensions.is_typeddict(hint) or origin is dict):
            return hint
        if isinstance(value, list) and origin is list:
            return hint
        if origin is typing_extensions.Literal and value in typing_extensions.get_args(hint):
            return hint
    for hint in hints:
        if typing_extensions.get_origin(hint) is typing_extensions.Literal and any(typing_extensions.get_args(hint)):
            return hint
    scalars = [hint for hint in hints if hint in _SCALARS]
    return scalars[0] if scalars else hints[-1]


def _integer(value: str, _hint: Any, path: str) -> int:
    if not _INTEGER.fullmatch(value):
        raise StripeProblem(f"Invalid integer: {value}", code="parameter_invalid_integer", param=path)
    return int(value)


def _boolean(value: str, _hint: Any, path: str) -> bool:
    if value not in ("true", "false"):
        raise StripeProblem(f"Invalid boolean: {value}", param=path)
    return value == "true"


def _decimal(value: str, _hint: Any, path: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation:
        raise StripeProblem(f"Invalid decimal: {value}", param=path) from None


def _text(value: str, _hint: Any, path: str) -> str:
    if value == "" and "metadata" not in path:
        raise StripeProblem(
            f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a "
            f"parameter; however '{path}' cannot be unset. You should remove '{path}' from your request or "
            "supply a non-empty value.",
            code="parameter_invalid_empty",
            param=path,
        )
    if len(value) > 5000:
        raise StripeProblem(f"Invalid string: {value[:20]}…; must be at most 5000 characters", param=path)
    return value


def _choice(value: str, hint: Any, path: str) -> str:
    allowed = [str(option) for option in typing_extensions.get_args(hint) if option != ""]
    if value not in typing_extensions.get_args(hint):
        words = allowed[0] if len(allowed) == 1 else ", ".join(allowed[:-1]) + f", or {allowed[-1]}"
        raise StripeProblem(f"Invalid {path}: must be one of {words}", param=path)
    return value


_SCALARS = {int: _integer, bool: _boolean, str: _text, Decimal: _decimal}
