"""Bad requests name their first bad field (ruling 45)."""

import pytest

from clientkeep.lifecycle.billing.compose import Request, UsageError

GOOD = {"text": "Invoice Bee Co $10 for wax", "today": "2026-03-02"}


def test_defaults():
    request = Request.from_mapping(GOOD)
    assert (request.currency, request.locale, request.clients, request.terms_days) == ("USD", "en-US", (), 30)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"text": " \n"}, "text"), ({"text": "a" * 4001}, "text"), ({"today": "2026-02-30"}, "today"), ({"today": "20260302"}, "today"),
        ({"currency": "XYZ"}, "currency"), ({"currency": ["USD"]}, "currency"), ({"locale": "de-DE"}, "locale"),
        ({"clients": "Acme"}, "clients"), ({"terms_days": True}, "terms_days"), ({"terms_days": -1}, "terms_days"),
        ({"today": "x", "currency": "x"}, "today"),
    ],
)  # fmt: skip
def test_first_bad_field(bad, field):
    with pytest.raises(UsageError) as caught:
        Request.from_mapping({**GOOD, **bad})
    assert caught.value.field == field
    assert caught.value.message


def test_four_thousand_characters_are_enough():
    assert Request.from_mapping({**GOOD, "text": "é" * 4000}).text
