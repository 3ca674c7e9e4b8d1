"""Totals against an exact-fraction model that shares no code with them, and fixed vectors."""

import os
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.documents.pricing.rules import Discount, PricedLine, Tax, totals

EXAMPLES = int(os.environ.get("CLIENTKEEP_TOTALS_EXAMPLES", "1500"))
D = Decimal


def one(price, *percents, quantity="1", off=None, **more):
    taxes = tuple(Tax(f"T{p}", D(p)) for p in percents)
    return totals([PricedLine(D(quantity), D(price), off and D(off), taxes)], 2, **more)


@pytest.mark.parametrize(
    ("made", "tax", "total"),
    [
        (one("8180", "9.975"), 81596, 899596),
        (one("140", "5", "9.975"), 700 + 1397, 14000 + 2097),
        (one("348.35", "22", quantity="16", off="4"), 117715, 652781),
        (one("240", "20", inclusive=True), 4000, 24000),
        (one("0.085", quantity="3400"), 0, 28900),
        (one("100", "0"), 0, 10000),
        (one("100", "20", discount=Discount(percent=D(100))), 0, 0),
    ],
)
def test_known_vectors(made, tax, total):
    assert (made.tax, made.total) == (tax, total)


def test_a_compound_tax_counts_on_top():
    line = PricedLine(D(1), D(100), None, (Tax("GST", D(5)), Tax("PST", D(10), compound=True)))
    assert [row.amount for row in totals([line], 2).taxes] == [500, 1050]
    contained = totals([PricedLine(D(1), D("115.5"), None, line.taxes)], 2, inclusive=True)
    assert (contained.tax, contained.total) == (1550, 11550)


def test_yen_and_dinar_round_to_their_own_minor_unit():
    assert totals([PricedLine(D("1.5"), D("333"))], 0).total == 500
    assert totals([PricedLine(D(1), D("1.2345"))], 3).total == 1235


@pytest.mark.parametrize("line", [PricedLine(D(-1), D(5)), PricedLine(D(1), D(-5)), PricedLine(D(1), D("NaN")), PricedLine(D("Infinity"), D(1)), PricedLine(D(1), D(1), D(101))])
def test_what_cannot_be_on_an_invoice_is_refused(line):
    with pytest.raises(Invalid):
        totals([line], 2)


def test_a_discount_above_the_subtotal_is_refused():
    with pytest.raises(Invalid) as refused:
        one("10", discount=Discount(amount=1001))
    assert refused.value.field == "discount"


def test_a_thousand_lines_sum_and_one_more_is_refused():
    line = PricedLine(D(1), D("0.01"))
    assert totals([line] * 1000, 2).total == 1000
    with pytest.raises(Invalid):
        totals([line] * 1001, 2)


# ---- the model: plain fractions, written from the rules in words


def half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))


def model(lines, places, discount, inclusive, rounding):
    scale = 10**places
    amounts = [half_up(Fraction(q) * Fraction(p) * (1 - Fraction(off or 0) / 100) * scale) for q, p, off, _ in lines]
    subtotal = sum(amounts)
    cut = half_up(Fraction(subtotal) * Fraction(discount or 0) / 100)
    nets = spread(amounts, cut)
    tax = 0
    if rounding == "line":
        for (_, _, _, rates), net in zip(lines, nets, strict=True):
            tax += sum(one_tax(net, rates, rate, inclusive) for rate in rates)
    elif inclusive:
        for rates in {line[3] for line in lines}:
            base = sum(net for line, net in zip(lines, nets, strict=True) if line[3] == rates)
            tax += sum(one_tax(base, rates, rate, True) for rate in rates)
    else:
        for rate in {rate for line in lines for rate in line[3]}:
            base = sum(net for line, net in zip(lines, nets, strict=True) if rate in line[3])
            tax += half_up(Fraction(base) * Fraction(rate) / 100)
    return amounts, subtotal, cut, tax, subtotal - cut + (0 if inclusive else tax)


def one_tax(base, rates, rate, inclusive):
    whole = 1 + sum(Fraction(r) for r in rates) / 100 if inclusive else 1
    return half_up(Fraction(base) / whole * Fraction(rate) / 100)


def spread(amounts, cut):
    whole = sum(amounts)
    if not whole:
        return list(amounts)
    exact = [Fraction(cut * amount, whole) for amount in amounts]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (-(exact[i] - parts[i]), i))
    for index in order[: cut - sum(parts)]:
        parts[index] += 1
    return [amount - part for amount, part in zip(amounts, parts, strict=True)]


numbers = st.decimals(min_value=0, max_value=20_000, places=3)
prices = st.decimals(min_value=0, max_value=100_000, places=4)
offs = st.none() | st.decimals(min_value=0, max_value=100, places=2)
rates = st.lists(st.sampled_from(["5", "7", "8.25", "9.975", "19", "20", "22"]), max_size=2, unique=True).map(tuple)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(numbers, prices, offs, rates), min_size=1, max_size=6),
    st.sampled_from([0, 2, 3]),
    offs,
    st.booleans(),
    st.sampled_from(["document", "line"]),
)
def test_totals_equal_the_exact_model(lines, places, discount, inclusive, rounding):
    priced = [PricedLine(q, p, off, tuple(Tax(f"T{r}", D(r)) for r in rates)) for q, p, off, rates in lines]
    made = totals(priced, places, None if discount is None else Discount(percent=discount), inclusive, rounding)
    assert (made.lines, made.subtotal, made.discount, made.tax, made.total) == model(lines, places, discount, inclusive, rounding)
    assert made.total == made.subtotal - made.discount + (0 if inclusive else sum(row.amount for row in made.taxes))


@pytest.mark.long
def test_a_hundred_thousand_documents_equal_the_exact_model():
    dice = random.Random(20261122)
    rates = ["5", "7", "8.25", "9.975", "19", "20", "22"]
    for number in range(100_000):
        lines = [
            (
                D(dice.randrange(10**6)).scaleb(-2),
                D(dice.randrange(10**8)).scaleb(-4),
                dice.choice([None, None, D(dice.randrange(10_001)).scaleb(-2)]),
                tuple(dice.sample(rates, dice.randrange(3))),
            )
            for _ in range(dice.randrange(1, 6))
        ]
        discount = dice.choice([None, D(dice.randrange(10_001)).scaleb(-2)])
        places, inclusive, rounding = dice.choice([0, 2, 3]), dice.random() < 0.4, dice.choice(["document", "line"])
        priced = [PricedLine(q, p, off, tuple(Tax(f"T{r}", D(r)) for r in rates)) for q, p, off, rates in lines]
        made = totals(priced, places, None if discount is None else Discount(percent=discount), inclusive, rounding)
        wanted = model(lines, places, discount, inclusive, rounding)
        assert (made.lines, made.subtotal, made.discount, made.tax, made.total) == wanted, (number, lines, discount)
