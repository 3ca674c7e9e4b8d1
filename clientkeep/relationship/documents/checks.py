"""The documents' promises: issued content is as it was, figures add up, numbers have no gap."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from clientkeep.foundation.checks import check
from clientkeep.foundation.currencies import DECIMALS

from .freezing import digest_of
from .models import Document, NumberSeries
from .numbering.model import Skipped


@check("documents", "each issued document is as it was when it was issued")
def issued_content_is_kept() -> Iterator[str]:
    for document in _issued():
        if digest_of(document) != document.digest:
            yield f"{document} ({document.pk}) was changed after it was issued."


@check("document totals", "each issued document's figures follow from its lines")
def figures_add_up() -> Iterator[str]:
    for document in _issued():
        if not _adds_up(document):
            yield f"The figures of {document} ({document.pk}) do not add up."


@check("numbers", "numbers in each series and period run from 1 without a gap or a repeat")
def numbers_have_no_gap() -> Iterator[str]:
    taken = defaultdict(list)
    rows = Document.objects.exclude(state="draft").exclude(seq=None)
    for workspace, kind, period, seq in rows.values_list("workspace_id", "kind", "period", "seq"):
        taken[workspace, kind, period].append(seq)
    for series in NumberSeries.objects.exclude(kind="opening"):
        for counter in series.counters.all():
            known = sorted(taken.pop((series.workspace_id, series.kind, counter.period), []) + _skipped(series, counter))
            if known != list(range(1, counter.last + 1)):
                place = next((n for n, seq in enumerate(known, 1) if n != seq), len(known) + 1)
                yield f"In the {series.kind} numbers of {counter.period or 'all years'}, number {place} is missing or doubled."
    for (_, kind, period), seqs in taken.items():
        yield f"{len(seqs)} {kind} numbers of {period} belong to no series."
    if Document.objects.filter(state="draft").exclude(number="").exists():
        yield "A draft has a number."


def _issued():
    rows = Document.objects.exclude(state="draft").exclude(digest="").order_by("pk")
    return rows.prefetch_related("lines", "deductions").iterator(chunk_size=500)


def _skipped(series: NumberSeries, counter) -> list[int]:
    rows = Skipped.objects.filter(series=series, period=counter.period)
    return [seq for row in rows for seq in range(row.first, row.last + 1)]


def _adds_up(document: Document) -> bool:
    """Count anew in exact fractions, by other code than the one that priced the document."""
    lines = list(document.lines.all())
    tax = sum(row[3] for row in document.tax_sums)
    net = document.subtotal_minor - document.discount_total_minor
    return (
        all(line.amount_minor == _line_amount(line, document.currency) for line in lines)
        and document.subtotal_minor == sum(line.amount_minor for line in lines)
        and document.tax_total_minor == tax
        and document.total_minor == net + (0 if document.prices_include_tax else tax)
        and document.deducted_minor == sum(row.amount_minor for row in document.deductions.all())
    )


def _line_amount(line, currency: str) -> int:
    price, off = Fraction(line.unit_price or 0), Fraction(line.discount_percent or 0)
    exact = Fraction(line.quantity) * price * (1 - off / 100) * 10 ** DECIMALS[currency]
    return int(exact + Fraction(1, 2)) if exact >= 0 else -int(-exact + Fraction(1, 2))
