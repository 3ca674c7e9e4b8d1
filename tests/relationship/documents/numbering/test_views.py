"""The numbering page: what could repeat a number is refused, in words, at its field."""

import random

import pytest
from django.urls import reverse

from clientkeep.relationship.documents.models import Document, NumberSeries

URL = reverse("documents:numbers")


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def answers(**more):
    form = {"which": "invoice", "invoice-pattern": "INV-{year}-{seq:4}", "invoice-next_number": "1"}
    return {**form, **{f"invoice-{name}": value for name, value in more.items()}}


def test_pattern_next_number_and_texts_are_kept(cast, page):
    assert page.post(URL, answers(pattern="N{yy}-{seq:3}", next_number="41", notes="Thanks", terms="Net")).status_code == 302
    assert cast.invoice().number.endswith("-041")
    text = page.get(reverse("documents:new") + "?kind=invoice").content.decode()
    assert "Thanks" in text and "Net" in text


@pytest.mark.parametrize("pattern", ["INV", "{seq}{seq}", "{seq:12}", "<b>{seq}", "{year", "7{seq}", "{client}-{seq}", "", "x" * 61 + "{seq}"])
def test_patterns_that_cannot_number_are_refused(page, cast, pattern):
    answer = page.post(URL, answers(pattern=pattern))
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.content.decode()
    assert not NumberSeries.objects.exclude(pattern=NumberSeries.default_pattern("invoice")).filter(kind="invoice").exists()


def test_a_lower_number_is_refused_once_one_is_given(page, cast):
    cast.invoice()
    cast.invoice()
    answer = page.post(URL, answers(next_number="1"))
    assert answer.status_code == 422 and "are taken" in answer.content.decode()


def test_whatever_is_tried_no_number_comes_twice(page, cast):
    chance = random.Random(7)
    for _ in range(30):
        pattern = chance.choice(["INV-{year}-{seq:4}", "INV-{seq}", "A-{seq:2}", "A-{yy}-{seq}", "A{year}.{seq}", "B/{seq:1}", "INV-{year}-{seq:1}"])
        page.post(URL, answers(pattern=pattern, next_number=str(chance.randrange(1, 60))))
        cast.invoice(issue_date=chance.choice(["2025-12-31", "2026-01-01", "2026-07-01"]))
    numbers = list(Document.objects.exclude(number="").values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) == 30


def test_rounding_holds_for_new_documents_only(page, cast):
    old = cast.invoice(issue=False)
    assert page.post(URL, {"which": "rounding", "tax_rounding": "line"}).status_code == 302
    assert page.post(URL, {"which": "rounding", "tax_rounding": "sideways"}).status_code == 422
    cast.north.refresh_from_db()
    assert (cast.invoice(issue=False).tax_rounding, Document.objects.get(pk=old.pk).tax_rounding) == ("line", "document")


def test_only_the_owner_numbers(cast, as_member):
    assert as_member(cast.adam).get(URL).status_code == 403
