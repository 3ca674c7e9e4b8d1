"""From claims and lines to the draft: what holds for this kind, what is assumed, what is left over."""

from __future__ import annotations

import datetime
from decimal import Decimal

from clientkeep.foundation.currencies import DECIMALS

from .assuming import assume, flag_numbers
from .clauses.discount import Discount
from .clauses.schedule import Repeat, count_of
from .clauses.tax import without_lead
from .contract import Draft, Leftover, Line, Payment, Schedule
from .items import Item
from .labels import parts_of
from .leftovers import trimmed, unbracketed
from .reading import UNRESOLVED, Claim, Reading
from .spans import Span, add_months, month_end
from .totals import line_total, totals_of

_DUE_KINDS = ("invoice", "credit_note")
_VALID_KINDS = ("quote", "estimate")


class Drafting:
    """One draft being put together; claims that do not hold become leftovers."""

    def __init__(self, reading: Reading, items: list[Item]):
        self.reading = reading
        self.request = reading.request
        self.left: list[tuple[int, int]] = []
        self.by_field: dict[str, list[Claim]] = {}
        for claim in sorted(reading.claims, key=lambda claim: claim.start):
            self.by_field.setdefault(claim.field, []).append(claim)
        self.currency = self._currency(items)
        self.items = [item for item in items if self._keeps(item)]
        self.draft = Draft(reading.kind, self.currency, self.request.today)

    def build(self) -> Draft:
        draft = self.draft
        self._client()
        self._dates()
        draft.reference = self._first("reference")
        draft.notes = "\n".join(claim.value for claim in self.by_field.get("notes", ())) or None
        draft.tax = self._first("tax")
        self._deposit()
        self._discounts()
        self._schedule()
        self._lines()
        assume(self)
        self._totals()
        self._check_stated_totals()
        self._payment()
        self._leftovers()
        draft.parts = parts_of(self)
        draft.flags += flag_numbers(self)
        return draft

    def leave(self, claim: Claim) -> None:
        start = without_lead(self.reading, claim) if claim.field == "tax" else claim.start
        self.left.append((start, claim.end))

    def _currency(self, items: list[Item]) -> str:
        named = [(item.price.number_at, item.price.currency) for item in items if item.price and item.price.currency]
        for field in ("discount", "deposit"):
            named += [
                (claim.start, claim.value.currency) for claim in self.by_field.get(field, ()) if claim.value.currency
            ]
        named += [(claim.start, claim.value) for claim in self.by_field.get("currency", ())]
        for claim in self.by_field.get(UNRESOLVED, ()):
            ranged = self.reading.purse.read(self.reading.tokens, claim.start)
            if ranged and ranged.currency and not named:
                named.append((claim.start, ranged.currency))
        paid = self.reading.sum_at(self.reading.paid_at) if self.reading.paid_at is not None else None
        if paid and paid.currency:
            named.append((paid.start, paid.currency))
        self.named_currency = min(named)[1] if named else None
        if self.named_currency:
            return self.named_currency
        defaults = self.request.client_defaults.get(self._client_name() or "")
        return defaults.currency if defaults and defaults.currency in DECIMALS else self.request.currency

    def _keeps(self, item: Item) -> bool:
        """An item priced in another currency goes whole to what is left over (ruling 16)."""
        if not item.price or not item.price.currency or item.price.currency == self.currency:
            return True
        spots = [at for at in item.indices if self.reading.owner[at] in ("lines", None)] or item.indices
        spots += [item.price.start, item.price.end - 1]
        self.left.append((min(spots), max(spots) + 1))
        return False

    def _client_name(self) -> str | None:
        claims = self.by_field.get("client")
        return claims[0].value[0] if claims else None

    def _client(self) -> None:
        self.draft.client = self._client_name()
        addresses = self.by_field.get("client_email", [])
        for claim in addresses:
            if self.draft.client_email is None:
                self.draft.client_email = claim.value
            elif claim.value.lower() != self.draft.client_email.lower():
                self.leave(claim)

    def _first(self, field: str):
        claims = self.by_field.get(field, [])
        for claim in claims[1:]:
            if claim.value != claims[0].value:
                self.leave(claim)
        return claims[0].value if claims else None

    def _dates(self) -> None:
        draft = self.draft
        draft.issue_date = self._first("issue_date") or self.request.today
        draft.due_date = self._day_for("due_date", _DUE_KINDS)
        draft.valid_until = self._day_for("valid_until", _VALID_KINDS)

    def _day_for(self, field: str, kinds: tuple[str, ...]) -> datetime.date | None:
        claims = self.by_field.get(field, [])
        if self.draft.kind not in kinds:
            for claim in claims:
                self.leave(claim)
            return None
        value = self._first(field)
        if value is None:
            return None
        counted_from, what = value
        if counted_from == "day":
            return what
        day = self.draft.issue_date if what is None else what.after(self.draft.issue_date)
        if day is None:
            self.leave(claims[0])
        return day

    def _deposit(self) -> None:
        deposit = self._first("deposit")
        if deposit and deposit.currency not in (None, self.currency):
            self.leave(self.by_field["deposit"][0])
        else:
            self.draft.deposit = deposit

    def _discounts(self) -> None:
        priced = [item for item in self.items if item.price or item.free]
        for claim in self.by_field.get("discount", []):
            discount: Discount = claim.value
            if discount.percent is not None and discount.percent > 100:
                self.leave(claim)
                continue
            if (
                len(priced) < 2
                or discount.whole
                or not (discount.bracketed or discount.back or discount.target or not discount.alone)
            ):
                self._document_discount(claim)
                continue
            item = self._discounted(priced, claim)
            if item is None and not discount.target and not discount.bracketed and not discount.back:
                self._document_discount(claim)
            elif item is None or discount.percent is None or item.percent is not None:
                self.leave(claim)
            else:
                item.percent = discount.percent

    def _document_discount(self, claim: Claim) -> None:
        if self.draft.discount is not None or (claim.value.currency and claim.value.currency != self.currency):
            self.leave(claim)
        else:
            self.draft.discount = claim.value

    def _discounted(self, items: list[Item], claim: Claim) -> Item | None:
        """The line that a discount means: the one it names, else the one before it."""
        if claim.value.target:
            named = [item for item in items if _shares_words(self.reading, item, claim.value.target)]
            return named[0] if named else None
        before = [item for item in items if min(item.indices) < claim.start]
        if claim.value.bracketed or claim.value.back:
            return max(before, key=lambda item: min(item.indices), default=None)
        later = [item for item in items if min(item.indices) > claim.start]
        return max(before, key=lambda item: min(item.indices), default=None) if later else None

    def _schedule(self) -> None:
        repeats = self.by_field.get("repeat", [])
        periods = self.by_field.get("rate_period", [])
        if not repeats and not periods:
            return
        if periods:
            every, unit, starts = (3, "month", None) if periods[0].value == "quarter" else (1, periods[0].value, None)
            for claim in repeats:
                if (claim.value.every, claim.value.unit) != (every, unit):
                    self.leave(claim)
                else:
                    starts = starts or claim.value.starts
        else:
            value: Repeat = repeats[0].value
            every, unit, starts = value.every, value.unit, value.starts
            for claim in repeats[1:]:
                if (claim.value.every, claim.value.unit) != (every, unit):
                    self.leave(claim)
                starts = starts or claim.value.starts
        starts = self._first("schedule_start") or starts or self.draft.issue_date
        length = self._first("schedule_length")
        count = count_of(length, every, unit) if length is not None else None
        if length is not None and count is None:
            self.leave(self.by_field["schedule_length"][0])
        self.draft.schedule = Schedule(every, unit, starts, self._ends(starts, length), count)

    def _ends(self, starts: datetime.date, length: Span | int | None) -> datetime.date | None:
        ends = self._first("schedule_end")
        if ends is None:
            return None
        if length is not None:
            self.leave(self.by_field["schedule_end"][0])
            return None
        if not isinstance(ends, tuple):
            return ends
        first = ends[1]
        while month_end(first) < starts and first.year < 9990:
            first = add_months(first, 12)
        return month_end(first)

    def _lines(self) -> None:
        for item in self.items:
            price = Decimal(0) if item.free else item.price.value if item.price else None
            if price is None and item.description is None and item.quantity_span is None:
                continue
            self.draft.lines.append(Line(item.description, item.quantity, item.unit, price, item.percent))

    def _totals(self) -> None:
        draft = self.draft
        decimals = DECIMALS[self.currency]
        priced = [line for line in draft.lines if line.unit_price is not None]
        if not priced:
            return
        sums = [line_total(line.quantity, line.unit_price, line.discount_percent, decimals) for line in priced]
        discount = draft.discount
        draft.totals = totals_of(
            sums,
            discount.percent if discount else None,
            discount.amount if discount else None,
            draft.tax.percent if draft.tax else None,
            bool(draft.tax and draft.tax.inclusive),
            decimals,
        )

    def _check_stated_totals(self) -> None:
        """A sum that the text states and the lines do not come to is left over."""
        totals = self.draft.totals
        for claim in self.by_field.get("total", ()):
            if totals is None or claim.value not in (
                totals.subtotal,
                totals.total,
                totals.subtotal - totals.discount,
                totals.tax,
            ):
                self.leave(claim)

    def _payment(self) -> None:
        claims = self.by_field.get("payment", [])
        if self.draft.kind != "receipt":
            for claim in claims:
                self.leave(claim)
            return
        method = next((claim.value.method for claim in claims if claim.value.method), None)
        date = next((claim.value.date for claim in claims if claim.value.date), None)
        paid = self.reading.sum_at(self.reading.paid_at) if self.reading.paid_at is not None else None
        total = self.draft.totals.total if self.draft.totals else None
        amount = paid.value if paid and paid.currency in (None, self.currency) else total
        self.draft.payment = Payment(amount if self.draft.totals else None, date or self.request.today, method)

    def _leftovers(self) -> None:
        reading = self.reading
        spans = [*self.left, *((claim.start, claim.end) for claim in self.by_field.get(UNRESOLVED, ()))]
        for start, end in sorted(spans):
            start, end = unbracketed(reading, *trimmed(reading, start, end))
            if start < end:
                first, last = reading.tokens[start].start, reading.tokens[end - 1].end
                self.draft.leftovers.append(Leftover(first, last, reading.text[first:last]))
        self.draft.unresolved = [leftover.text for leftover in self.draft.leftovers]
        if self.draft.totals is None:
            self.draft.unresolved.append("amount")


def draft_from(reading: Reading, items: list[Item]) -> Draft:
    """The draft of one reading."""
    return Drafting(reading, items).build()


def _shares_words(reading: Reading, item: Item, target: tuple[str, ...]) -> bool:
    words = {_stem(reading.low(at)) for start, end in item.runs for at in range(start, end)}
    return any(_stem(word) in words for word in target if len(word) > 2)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
