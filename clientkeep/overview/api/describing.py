"""The OpenAPI document in the shape in which the page shows it."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .openapi import document, operations


@dataclass(frozen=True)
class FieldShown:
    """A field: `place` says where it stands, `words` its type and what it means."""

    name: str
    type: str
    words: str
    required: bool
    place: str = ""


@dataclass(frozen=True)
class OperationShown:
    """One operation."""

    method: str
    address: str
    anchor: str
    summary: str
    words: str
    act: str
    act_words: str
    query: list[FieldShown]
    body: list[FieldShown]
    answer: str
    refusals: str


@dataclass
class RoomShown:
    """One noun with its operations."""

    name: str
    anchor: str
    operations: list[OperationShown] = field(default_factory=list)


@dataclass(frozen=True)
class Described:
    """The whole page."""

    intro: list[tuple[str, str]]
    rooms: list[RoomShown]
    objects: list[tuple[str, str, list[FieldShown]]]


@cache
def described() -> Described:
    """Return what the page shows; made once, since the interface does not change while the program runs."""
    made = document()
    rooms: dict[str, RoomShown] = {}
    for address, method, operation in operations(made):
        name = operation["tags"][0]
        rooms.setdefault(name, RoomShown(name, f"room-{name.lower()}")).operations.append(_operation(address, method, operation, made))
    schemas = made["components"]["schemas"]
    objects = [
        (name, with_code(schema.get("description", "")), _fields(schema, made))
        for name, schema in sorted(schemas.items())
        if schema.get("properties") and not name.endswith("Asked")
    ]
    return Described(_intro(made["info"]["description"]), list(rooms.values()), objects)


def _operation(address: str, method: str, operation: dict[str, Any], made: dict[str, Any]) -> OperationShown:
    body = _body_schema(operation)
    parameters = [one for one in operation.get("parameters", []) if one["in"] == "query"]
    statuses = sorted(operation["responses"])
    good = next((status for status in statuses if status < "400"), "")
    return OperationShown(
        method=method.upper(), address=address, anchor=operation["operationId"], summary=with_code(operation["summary"]),
        words=with_code(operation.get("description", "")), act=operation["x-act"] or "", act_words=operation["x-act-words"],
        query=[_field(one["name"], {**one["schema"], "description": one.get("description") or one["schema"].get("description", "")}, one.get("required", False), made) for one in parameters],
        body=_fields(_resolved(body, made), made) if body else [],
        answer=f"{good} {_answer_words(operation['responses'].get(good, {}))}".strip(),
        refusals=", ".join(status for status in statuses if status >= "400"),
    )  # fmt: skip


def _body_schema(operation: dict[str, Any]) -> dict[str, Any] | None:
    content = operation.get("requestBody", {}).get("content", {})
    return next((each["schema"] for each in content.values()), None)


def _answer_words(response: dict[str, Any]) -> str:
    for kind, content in response.get("content", {}).items():
        return _type(content["schema"]) if kind == "application/json" else kind
    return "nothing"


def _fields(schema: dict[str, Any], made: dict[str, Any]) -> list[FieldShown]:
    required = set(schema.get("required", ()))
    return [_field(name, each, name in required, made) for name, each in schema.get("properties", {}).items()]


def _field(name: str, schema: dict[str, Any], required: bool, made: dict[str, Any]) -> FieldShown:
    words = schema.get("description", "")
    if choices := _choices(schema):
        words = f"{words} {choices}".strip()
    return FieldShown(name, _type(schema), with_code(words), required)


def _choices(schema: dict[str, Any]) -> str:
    for one in (schema, *schema.get("anyOf", ()), schema.get("items", {})):
        known = [str(value) for value in one.get("enum", ()) if value != ""]
        if known and len(known) <= 20:
            return f"One of {', '.join(known)}."
    return ""


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    if "anyOf" in schema:
        kinds = list(dict.fromkeys(_type(one) for one in schema["anyOf"]))
        if "decimal" in kinds:
            kinds = [kind for kind in kinds if kind != "whole number"]
        return " or ".join(kinds)
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if schema.get("pattern", "").startswith("^[0-9]{1,12}"):
        return "decimal"
    shown = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "object", "null": "null"}
    named = {"uuid": "id", "date": "day", "date-time": "moment", "binary": "file"}
    if schema.get("enum") and len(schema["enum"]) > 20:
        return "currency code"
    return named.get(schema.get("format", ""), shown.get(schema.get("type", ""), "any"))


def _resolved(schema: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return made["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _intro(text: str) -> list[tuple[str, str]]:
    """The paragraphs of the description: (bold beginning, the rest)."""
    found = []
    for paragraph in text.strip().split("\n\n"):
        plain = " ".join(paragraph.split())
        head, rest = "", plain
        if plain.startswith("**"):
            head, _, rest = plain[2:].partition("**")
        found.append((head, with_code(rest.replace("*", "").strip())))
    return found


def with_code(text: str) -> SafeString:
    """Text in which what stands between `backticks` is shown as code; all of it is escaped."""
    parts = enumerate(text.split("`"))
    return format_html_join("", "{}", ((format_html("<code>{}</code>", part) if at % 2 else part,) for at, part in parts))
