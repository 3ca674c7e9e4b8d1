"""A record is brought within the limits of ours, and what was cut is said."""

from decimal import Decimal

from clientkeep.overview.transfer.imports.fitting import CustomShelf, fit
from clientkeep.overview.transfer.reading.record import Balance, ImportedClient, ImportedContact


def fitted(shelf=None, **values) -> ImportedClient:
    record = ImportedClient([2], name="Lotus", **values)
    fit(record, shelf or CustomShelf(()))
    return record


def said(record) -> str:
    return " ".join(problem.message for problem in record.problems)


def test_long_texts_are_cut_and_said():
    record = fitted(city="x" * 500, notes="n" * 30_000, contacts=[ImportedContact(name="y" * 300)])
    assert (len(record.city), len(record.notes), len(record.contacts[0].name)) == (120, 20_000, 200)
    assert "The city has 500 characters; the first 120 are kept." in said(record) and not record.refused


def test_fitting_twice_changes_nothing():
    record = fitted(city=" x" * 500, tags=["A", "a", "b " * 40], website="HTTP://Lotus.Example/Path", email="Hi@LOTUS.example")
    before = (record.city, record.tags, record.website, record.email)
    fit(record, CustomShelf(()))
    assert (record.city, record.tags, record.website, record.email) == before
    assert record.tags[0] == "A" and len(record.tags) == 2 and record.email == "Hi@lotus.example"


def test_unseen_characters_go():
    assert fitted(city="Ul\x00m\x1b", notes="a\nb").city == "Ulm"


def test_what_is_no_address_is_left_out_and_said():
    record = fitted(email="a@b", website="javascript:alert(1)", contacts=[ImportedContact(email="x@y"), ImportedContact(name="Bo", email="x@y")])
    assert record.email == record.website == "" and [each.name for each in record.contacts] == ["Bo"]
    assert "“a@b” is not a usable email" in said(record)


def test_balances_are_rounded_to_the_currency_and_bounded():
    assert fitted(opening_balance=Balance(Decimal("1.005"), "USD")).opening_balance == Balance(Decimal("1.01"), "USD")
    assert fitted(opening_balance=Balance(Decimal("1.5"), "JPY")).opening_balance == Balance(Decimal("2"), "JPY")
    assert fitted(opening_balance=Balance(Decimal("0.001"), "USD")).opening_balance is None
    for wrong in (Balance(Decimal(10) ** 12, "USD"), Balance(Decimal(1), "XXQ")):
        record = fitted(opening_balance=wrong)
        assert record.opening_balance is None and "balance cannot be kept" in said(record)


def test_terms_out_of_range_are_left_out():
    record = fitted(payment_terms_days=99_999)
    assert record.payment_terms_days is None and record.problems
    assert fitted(payment_terms_days=0).payment_terms_days == 0


def test_own_fields_are_found_by_name_and_end_at_a_hundred():
    shelf = CustomShelf(["Größe", *(f"Field {n}" for n in range(98))])
    record = fitted(shelf, custom={"GRÖSSE": "L", "größe": "XL", "Pets": "Cats", "Cars": "Two"})
    assert record.custom == {"Größe": "L; XL", "Pets": "Cats"} and shelf.added == ["Pets"] and shelf.left_out == {"Cars"}
    assert "Left out: Cars." in shelf.notices[0]
