"""What the draft takes for granted, each in plain English, and what could be read two ways."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from clientkeep.foundation.currencies import DECIMALS

from .clauses.tax import Tax
from .contract import Assumption, Flag
from .lexer import DATE
from .numbers import plain

if TYPE_CHECKING:
    from .drafting import Drafting

_TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}|\d{1,3},\d{2}|\d{1,3}\s\d{3}|\d{1,3}(?:\.\d{3})+,\d{2}")


def assume(drafting: Drafting) -> None:
    """Fill what the text leaves open and say so."""
    draft, reading, request = drafting.draft, drafting.reading, drafting.request
    if not reading.kind_named:
        draft.assumed.append(Assumption("kind", "invoice", "The text names no kind of document."))
    defaults = request.client_defaults.get(draft.client or "")
    if not drafting.named_currency:
        whose = (
            f"{draft.client} is billed in it."
            if defaults and defaults.currency
            else "The text names no currency; this is the workspace's."
        )
        draft.assumed.append(Assumption("currency", drafting.currency, whose))
    _assume_due(drafting, defaults)
    if defaults and defaults.tax_percent is not None and draft.tax is None and not _speaks_of_tax(drafting):
        draft.tax = Tax(defaults.tax_name or "tax", defaults.tax_percent, False)
        draft.assumed.append(
            Assumption("tax", f"{draft.tax.name} {plain(draft.tax.percent)} %", f"The usual tax of {draft.client}.")
        )
    if defaults and defaults.hourly_rate is not None:
        _assume_rate(drafting, defaults.hourly_rate)
    _assume_date_order(drafting)


def flag_numbers(drafting: Drafting) -> list[Flag]:
    """Amounts such as "€1.200", which are 1.20 to some readers and 1,200 to others, and rates in a unit not counted."""
    flags = []
    for item in drafting.items:
        if not item.price:
            continue
        token = drafting.reading.tokens[item.price.number_at]
        spots = range(item.price.number_at, item.price.end)
        token = next(
            (drafting.reading.tokens[at] for at in spots if drafting.reading.tokens[at].value is not None), token
        )
        if token.value is not None and _TWO_WAYS.fullmatch(token.text) and DECIMALS[drafting.currency] != 3:
            other = Decimal(re.sub(r"\D", "", token.text))
            message = f"Read as {token.value:,f}. If you meant {other:,f}, write it with a comma for thousands."
            flags.append(Flag(token.start, token.end, "amount", message))
        if item.conflict:
            start, end = (
                drafting.reading.tokens[item.price.start].start,
                drafting.reading.tokens[item.price.end - 1].end,
            )
            flags.append(
                Flag(
                    start,
                    end,
                    "quantity",
                    f"The price is per {item.unit}, but the text does not count them. Check the quantity.",
                )
            )
    return flags


def _assume_due(drafting: Drafting, defaults) -> None:
    draft, request = drafting.draft, drafting.request
    if draft.kind not in ("invoice", "credit_note") or draft.due_date is not None:
        return
    own = defaults is not None and defaults.terms_days is not None
    days = defaults.terms_days if own else request.terms_days
    if days is None:
        return
    try:
        draft.due_date = draft.issue_date + datetime.timedelta(days)
    except OverflowError:
        return
    whose = f"{draft.client}'s terms" if own else "the default terms"
    draft.assumed.append(
        Assumption("due_date", draft.due_date.isoformat(), f"{days} days after the issue date, {whose}.")
    )


def _speaks_of_tax(drafting: Drafting) -> bool:
    return any("tax" in token.low or token.low in ("vat", "gst", "hst") for token in drafting.reading.tokens)


def _assume_rate(drafting: Drafting, rate: Decimal) -> None:
    for at, line in enumerate(drafting.draft.lines):
        if line.unit_price is None and line.unit == "hour":
            drafting.draft.lines[at] = replace(line, unit_price=rate)
            drafting.draft.assumed.append(
                Assumption("unit_price", plain(rate), f"The hourly rate of {drafting.draft.client}.")
            )


def _assume_date_order(drafting: Drafting) -> None:
    reading = drafting.reading
    for at, token in enumerate(reading.tokens):
        if token.kind != DATE or reading.owner[at] in (None, "lines", "notes"):
            continue
        numbers = re.split(r"[/.-]", token.text)
        if len(numbers[0]) < 3 and int(numbers[0]) <= 12 and int(numbers[1]) <= 12 and numbers[0] != numbers[1]:
            order = "Day before month" if reading.calendar.day_first else "Month before day"
            day = reading.calendar.read(reading.tokens, at)
            value = day.date.isoformat() if day and day.date else token.text
            drafting.draft.assumed.append(
                Assumption(
                    reading.owner[at],
                    value,
                    f"{order} in {token.text}, as the locale {drafting.request.locale} has it.",
                )
            )
