"""Every address of the product: its name, its pattern, and what a person must be allowed to reach it.

`python -m tests.house.urls` writes the reviewed list anew, tests/house/routes.txt.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

REVIEWED = Path(__file__).with_name("routes.txt")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One address. `act` is what a member must be allowed (roles.py); without one `reason` says why it is open."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def act(self) -> str | None:
        return getattr(self.view, "act", None)

    @property
    def reason(self) -> str:
        return getattr(self.view, "open_because", "")

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(PARAMETER.findall(self.pattern))

    @property
    def is_guarded(self) -> bool:
        """Whether it says who may come: the gate's act, or why the door is open."""
        return bool(self.act or self.reason)

    @property
    def is_operation(self) -> bool:
        return self.pattern.startswith("api/v1/") and "asks for a token" in self.reason

    @property
    def is_portal(self) -> bool:
        return self.reason == "clients come in by their own key"

    def path(self, values: Mapping[str, Any] | None = None) -> str:
        """Return the address with its parameters filled in."""
        return "/" + PARAMETER.sub(lambda found: str((values or {})[found[1]]), self.pattern)

    def __str__(self) -> str:
        return f"{self.name} | /{self.pattern} | {self.act or self.reason or 'UNGUARDED'}"


@dataclass(frozen=True)
class Operation:
    """One operation of the API, as the OpenAPI file tells it."""

    name: str
    method: str
    template: str
    act: str | None
    body: Mapping[str, Any] | None
    query: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.template))

    def path(self, values: Mapping[str, Any]) -> str:
        """Return the address with its parameters filled in."""
        return self.template.format(**values) + self.query

    def __str__(self) -> str:
        return f"api:{self.name} | {self.method} {self.template} | {self.act or 'any token'}"


@cache
def table() -> tuple[Route, ...]:
    """Every address of the root table, in its order."""
    from django.urls import get_resolver

    return tuple(_walk(get_resolver("clientkeep.config.urls")))


def routes() -> list[Route]:
    """Every address but the API's operations, which `operations` tells by method."""
    return [route for route in table() if not route.is_operation]


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation of the API's own description."""
    from clientkeep.overview.api.interface import api

    told = api.get_openapi_schema(path_prefix="/api/v1/")
    return tuple(
        Operation(facts["operationId"], method.upper(), path, facts.get("x-act"), sample_body(facts, told), _required(facts, told))
        for path, methods in told["paths"].items()
        for method, facts in methods.items()
    )


def pages() -> list[Route]:
    """Addresses that take nothing from the address itself."""
    return [route for route in routes() if not route.parameters]


def _walk(resolver: Any, before: str = "", namespace: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, inner)
        else:
            yield Route(namespace + (entry.name or pattern), pattern, entry.callback)


def sample_body(facts: Mapping[str, Any], told: Mapping[str, Any]) -> Any:
    """Return the least body that an operation's description lets through; None where it takes none."""
    content = facts.get("requestBody", {}).get("content", {})
    return _sample(content["application/json"]["schema"], told) if "application/json" in content else None


def _required(facts: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """Return the least query that an operation's description lets through; empty where it asks for none."""
    asked = [each for each in facts.get("parameters", ()) if each["in"] == "query" and each.get("required")]
    return "?" + urlencode({each["name"]: _sample(each["schema"], told) for each in asked}) if asked else ""


def _sample(schema: Mapping[str, Any], told: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        return _sample(told["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], told)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if "anyOf" in schema or "allOf" in schema:
        return _sample((schema.get("anyOf") or schema["allOf"])[0], told)
    if schema.get("type") == "object":
        fields = schema.get("properties", {})
        return {name: _sample(fields[name], told) for name in schema.get("required", []) if name in fields}
    if schema.get("type") == "array":
        return [_sample(schema["items"], told)]
    by_format = {"uuid": "01900000-0000-7000-8000-000000000000", "date": "2026-01-05", "date-time": "2026-01-05T09:00:00Z", "email": "a@example.com"}
    return by_format.get(schema.get("format", ""), {"integer": 1, "number": 1, "boolean": True}.get(schema.get("type"), "1"))


def reviewed_text() -> str:
    """The list as it must stand in routes.txt."""
    lines = [*sorted(routes(), key=lambda route: route.pattern), *operations()]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.house.urls import reviewed_text as text

    REVIEWED.write_text(text())
    print(f"{len(text().splitlines())} addresses written to {REVIEWED.name}. Read what changed before you commit it.")
