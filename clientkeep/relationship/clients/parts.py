"""The parts of a client's record that are edited in place: which fields they hold, and how they read."""

from collections.abc import Callable
from dataclasses import dataclass

from clientkeep.foundation.money import Money
from clientkeep.foundation.ui import days, figures
from clientkeep.foundation.ui.reading import reading

from . import choices
from .model import STAGE_LABELS, Client


@dataclass(frozen=True)
class Part:
    """One value of the record. `empty` invites to fill it; `alone` keeps it out of the page, to be edited on its own."""

    slug: str
    label: str
    fields: tuple[str, ...]
    words: Callable[[Client], str]
    empty: str = "Add"
    act: str = "clients.edit"
    alone: bool = False


def _of(name: str) -> Callable[[Client], str]:
    return lambda client: str(getattr(client, name) or "")


def _next_step(client: Client) -> str:
    if not client.next_step or not client.next_step_on:
        return client.next_step
    return f"{client.next_step}, {days.write_day(client.next_step_on, reading().today)}"


def _terms(client: Client) -> str:
    if client.terms_days is None:
        firm = client.workspace.terms_days
        return "as the firm" if firm is None else f"{firm} days, as the firm"
    return "at once" if client.terms_days == 0 else "1 day" if client.terms_days == 1 else f"{client.terms_days} days"


def _currency(client: Client) -> str:
    return client.currency or f"{client.workspace.currency}, as the firm"


def _rate(client: Client) -> str:
    if client.hourly_rate is None:
        return ""
    reader, rate = reading(), Money(client.hourly_rate, client.billing_currency)
    return figures.write_money(rate.minor, rate.currency, reader.locale, reader.currency) + " an hour"


def _tax(client: Client) -> str:
    if client.tax_exempt:
        return "pays none"
    if client.tax_percent is None:
        return "as the firm"
    return f"{client.tax_name or 'Tax'} {client.tax_percent:f} %"


def _contract(client: Client) -> str:
    today = reading().today
    starts, ends = (day and days.write_day(day, today) for day in (client.contract_starts, client.contract_ends))
    return f"{starts} to {ends}" if starts and ends else f"since {starts}" if starts else f"until {ends}" if ends else ""


def _address(client: Client) -> str:
    lines = [*client.address_lines, choices.country_name(client.country)]
    return ", ".join(line for line in lines if line)


def _owner(client: Client) -> str:
    return str(client.owner) if client.owner_id else ""


PARTS = {
    part.slug: part
    for part in [
        Part("name", "Name", ("name",), _of("name")),
        Part("kind", "Kind", ("is_company",), lambda client: "Company" if client.is_company else "Person"),
        Part("legal-name", "Legal name", ("legal_name",), _of("legal_name")),
        Part("stage", "Stage", ("stage",), lambda client: STAGE_LABELS[client.stage]),
        Part("tier", "Tier", ("tier",), lambda client: client.tier.upper(), "none"),
        Part("next-step", "Next step", ("next_step", "next_step_on"), _next_step, "Plan one"),
        Part("email", "E-mail", ("email",), _of("email")),
        Part("phone", "Phone", ("phone",), _of("phone")),
        Part("website", "Website", ("website",), _of("website")),
        Part(
            "address", "Address", ("address_line1", "address_line2", "postal_code", "city", "region", "country"), _address,
            alone=True,
        ),
        Part("time-zone", "Time zone", ("time_zone",), lambda client: client.time_zone.replace("_", " ")),
        Part("language", "Language", ("language",), lambda client: choices.language_name(client.language)),
        Part("currency", "Currency", ("currency",), _currency),
        Part("terms", "Pays within", ("terms_days",), _terms),
        Part("rate", "Rate", ("hourly_rate",), _rate),
        Part("tax", "Tax", ("tax_name", "tax_percent", "tax_exempt"), _tax, alone=True),
        Part("tax-id", "Tax id", ("tax_id",), _of("tax_id")),
        Part("tags", "Tags", ("tags",), lambda client: ", ".join(client.tags)),
        Part("contract", "Contract", ("contract_starts", "contract_ends"), _contract, alone=True),
        Part("background", "Background", ("background",), _of("background"), "Add context", alone=True),
        Part("custom", "Your own fields", ("custom",), lambda client: "", alone=True),
    ]
}  # fmt: skip
