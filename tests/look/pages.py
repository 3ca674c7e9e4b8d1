"""Which pages are looked at: all that the address table shows by GET, with things of the demo firm in their addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.house.urls import Route, routes

# Whole pages that only a certain moment shows (a second factor that is on), or that leave the look: letters in their frame.
LEFT_OUT = {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mail:reading", "documents:letter_preview", "mail:wording_preview", "files:shown"}
LEFT_OUT |= {"sequences:letter", "sequences:step_letter", "playbooks:step_letter", "kickoffs:preview"}
DRAFT = {"documents:edit", "documents:sending"}
NARROWED = {
    "clients:list": "?q=zzzz", "documents:invoices": "?q=zzzz", "documents:quotes": "?q=zzzz", "mail:outbox": "?state=attention",
    "conversations:words": "?q=call+yesterday+25+min%3A+launch+moves+to+12+May%2C+they+send+the+photos+by+Friday",
    "search:results": "?q=ti", "sentences:compose": "?q=Invoice+Acme+%242%2C400+for+brand+identity%2C+due+in+14+days",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One page to look at: who looks, and what is done there first (an empty form sent, to see its errors)."""

    label: str
    path: str
    who: str = "owner"
    send_empty: bool = False


def pages_of_the_demo(found: dict[str, Any]) -> list[Shown]:
    """Staff pages as the owner, the portal as a contact, the doors as a stranger, and what goes wrong."""
    return [*_staff(found), *_portal(found), *_doors(), *_public(found), *_gone_wrong(found)]


def pages_of_an_empty_firm() -> list[Shown]:
    """Every page that needs nothing in its address, where there is nothing yet."""
    return [Shown(f"{route.name} (empty)", route.path()) for route in _read(routes()) if route.act and not route.parameters]


def first_run() -> list[Shown]:
    """The first page on an empty database, and its errors."""
    return [Shown("first run", "/start/", "nobody"), Shown("first run (errors)", "/start/", "nobody", send_empty=True)]


def _read(rows: list[Route]) -> Iterator[Route]:
    return (route for route in rows if route.name not in LEFT_OUT)


def _staff(found: dict[str, Any]) -> Iterator[Shown]:
    papers = found["papers"]
    for route in _read(routes()):
        if not route.act:
            continue
        if route.name == "documents:detail":
            yield from (Shown(f"{route.name} ({name})", route.path({"document_id": pk})) for name, pk in papers.items())
            continue
        paper = papers.get("chosen" if route.name == "contracts:make" else "offer_draft" if route.name.startswith("proposals:") else "draft" if route.name in DRAFT else "accepted" if route.name.startswith(("gates:", "scope:")) else "invoice")
        if route.name in ("proposals:edit", "signing:signing"):
            yield Shown(f"{route.name} (contract)", route.path({"document_id": papers.get("contract_draft")}))
        if route.name == "documents:sending":
            yield Shown(f"{route.name} (proposal)", route.path({"document_id": papers.get("offer_draft")}))
        values = {**found["values"], "document_id": paper, "key": "retention" if route.name.startswith("insights:") else "check-in", "station": "agreements"}
        values["slug"] = "next-step" if route.name == "clients:part" else values["slug"]
        values["kind"] = "letter" if route.name.startswith(("sequences:", "playbooks:")) else values["kind"]
        if all(values.get(name) for name in route.parameters):
            yield Shown(route.name, route.path(values))
        if route.name in NARROWED:
            yield Shown(f"{route.name} (narrowed)", route.path(values) + NARROWED[route.name])


def _portal(found: dict[str, Any]) -> Iterator[Shown]:
    for route in _read(routes()):
        if not route.is_portal or route.name == "portal:thanks":
            continue
        if route.parameters == ("document_id",):
            for kind, pk in found["portal_papers"].items():
                yield Shown(f"{route.name} ({kind})", route.path({"document_id": pk}), "contact")
        elif all(name in found["portal_values"] for name in route.parameters):
            yield Shown(route.name, route.path(found["portal_values"]), "contact")


def _doors() -> Iterator[Shown]:
    for route in _read(routes()):
        if not route.act and not route.is_portal and not route.parameters and "hook" not in route.pattern:
            yield Shown(route.name, route.path(), "nobody")


def _public(found: dict[str, Any]) -> Iterator[Shown]:
    yield from (Shown(name, path, "nobody") for name, path in found["public"].items())


def _gone_wrong(found: dict[str, Any]) -> Iterator[Shown]:
    yield Shown("404", "/clients/00000000-0000-0000-0000-000000000000/")
    yield Shown("404 for a stranger", "/nowhere/", "nobody")
    yield Shown("closed portal", "/p/" + "x" * 43 + "/", "nobody")
    yield Shown("sign-in (errors)", "/sign-in/", "nobody", send_empty=True)
    yield Shown("clients:add (errors)", "/clients/new/", send_empty=True)
    yield Shown("documents:new (errors)", "/documents/new/", send_empty=True)
    yield Shown("billing:book_payment (errors)", f"/documents/{found['papers'].get('invoice')}/payment/", send_empty=True)
    yield Shown("office:settings_paper (errors)", "/settings/paper/", send_empty=True)
    yield Shown("office:invite (errors)", "/settings/people/invite/", send_empty=True)
