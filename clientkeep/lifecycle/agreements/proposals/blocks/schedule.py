"""The payment schedule: its shares in minor units, and whether they sum to the price. Plain Python."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import half_up, share

Row = Mapping[str, Any]
ON_ACCEPTANCE = "on acceptance"


def rows_of(blocks: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The rows of the schedule, none where there is no schedule."""
    return next((block["rows"] for block in blocks if block["type"] == "schedule"), [])


def percent_of(row: Row) -> Decimal | None:
    """The row's percent; None where it names an amount."""
    text = row["share"].strip()
    return _number(text[:-1].strip()) if text.endswith("%") else None


def minor_of(row: Row, decimals: int) -> int | None:
    """The row's amount in minor units; None where it names a percent."""
    if row["share"].strip().endswith("%"):
        return None
    return half_up(_number(row["share"]) * 10**decimals)


def amounts(rows: Sequence[Row], total: int, decimals: int) -> list[int]:
    """Return each row's part of a price, in minor units. Shares of 100 percent sum to it exactly."""
    percents = [percent_of(row) for row in rows]
    if rows and None not in percents and sum(percents) == 100:
        return share(total, [int(percent * 10_000) for percent in percents])
    return [
        half_up(Decimal(total) * percent / 100) if percent is not None else minor_of(row, decimals)
        for row, percent in zip(rows, percents, strict=True)
    ]


def check_rows(rows: Sequence[Row], at: str) -> None:
    """Raise Invalid naming the row whose share cannot be read, or with which percents pass 100."""
    sum_so_far, all_percents = Decimal(0), True
    for place, row in enumerate(rows):
        try:
            percent = percent_of(row)
            if percent is None:
                all_percents = False
                _number(row["share"])
        except (InvalidOperation, ValueError):
            raise Invalid(f"Payment {place + 1}: write 50% or an amount such as 1200.00.", f"{at}.rows[{place}].share") from None
        sum_so_far += percent or 0
        if sum_so_far > 100:
            raise Invalid(f"With payment {place + 1} the shares come to {_plain(sum_so_far)}%. Take some off.", f"{at}.rows[{place}].share")
    if rows and all_percents and sum_so_far != 100:
        missing = _plain(100 - sum_so_far)
        raise Invalid(
            f"The shares come to {_plain(sum_so_far)}%. Add {missing}% to payment {len(rows)} or another.",
            f"{at}.rows[{len(rows) - 1}].share",
        )


def short_by(rows: Sequence[Row], total: int, decimals: int) -> int:
    """How much the rows miss of a price, in minor units; negative where they come to more. No rows miss nothing."""
    return total - sum(amounts(rows, total, decimals)) if rows else 0


def deposit_row(rows: Sequence[Row]) -> Row | None:
    """The payment due on acceptance, which is the deposit; None where all is due then, or nothing."""
    if len(rows) > 1 and rows[0]["when"].strip().lower().startswith(ON_ACCEPTANCE):
        return rows[0]
    return None


def _number(text: str) -> Decimal:
    text = text.strip()
    if not text.isascii() or "_" in text or len(text) > 20:
        raise ValueError(text)
    number = Decimal(text)
    if not number.is_finite() or number < 0 or number > 10**12:
        raise ValueError(text)
    if -number.as_tuple().exponent > 4:
        raise ValueError(text)
    return number


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
