"""Dates, places, currencies, addresses, numbers of tax and of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.overview.transfer.reading.values import currencies, dates, identity, money, places, reach, text
from clientkeep.overview.transfer.reading.values.dates import DateOrder
from tests.timing import measured


@pytest.mark.parametrize(
    "written",
    ["2026-03-04", "20260304", "2026-03-04 10:00 PM", "4 March 2026", "March 4, 2026", "4. März 2026", "4 mars 2026",
     "4 de marzo de 2026", "Wednesday, Mar 4, 2026", "2026/3/4"],
)  # fmt: skip
def test_dates_that_say_themselves(written):
    assert dates.read_date(written).value == date(2026, 3, 4)


def test_day_and_month_are_asked_once_and_never_guessed():
    assert "two ways" in dates.read_date("03/04/2026").problem
    assert dates.read_date("03/04/2026", DateOrder.DAY_FIRST).value == date(2026, 4, 3)
    assert dates.read_date("03/04/2026", DateOrder.MONTH_FIRST).value == date(2026, 3, 4)
    assert dates.read_date("05/05/26").value == date(2026, 5, 5)
    assert dates.date_order_needed(["03/04/2026", "01/02/2026"]) and not dates.date_order_needed(["2026-01-02"])
    assert dates.date_order(["03/04/2026", "13/04/2026"]) is DateOrder.DAY_FIRST
    assert dates.date_order(["03/04/2026", "04/13/2026"]) is DateOrder.MONTH_FIRST
    assert dates.date_order_needed(["13/04/2026", "04/13/2026", "03/04/2026"])
    assert dates.read_date("31/02/2026").problem and dates.read_date("soon").problem and dates.read_date("").value is None


@pytest.mark.parametrize(
    ("written", "code"),
    [("Germany", "DE"), ("Deutschland", "DE"), ("Alemania", "DE"), ("Allemagne", "DE"), ("DEU", "DE"), ("de", "DE"),
     ("USA", "US"), ("U.S.A", "US"), ("États-Unis", "US"), ("UK", "GB"), ("Great Britain", "GB"), ("Schweiz (CH)", "CH"),
     ("日本", "JP"), ("Türkiye", "TR"), ("The Netherlands", "NL"), ("ÖSTERREICH", "AT")],
)  # fmt: skip
def test_countries(written, code):
    assert places.country_code(written).value == code


def test_unknown_countries_currencies_and_languages_say_so():
    assert "other tool's own number" in places.country_code("840").problem
    assert "Freedonia" in places.country_code("Freedonia").problem
    assert "other tool's own number" in currencies.currency_code("1").problem
    assert currencies.currency_code("$").problem and places.language_code("xx").problem
    assert places.country_code("").value is None and not places.country_code("").problem


@pytest.mark.parametrize(
    ("written", "code"),
    [("EUR", "EUR"), ("Euro - EUR", "EUR"), ("US Dollar", "USD"), ("British Pound", "GBP"), ("Schweizer Franken", "CHF"),
     ("dollar canadien", "CAD"), ("€", "EUR"), ("usd", "USD"), ("Japanese Yen (JPY)", "JPY")],
)  # fmt: skip
def test_currencies(written, code):
    assert currencies.currency_code(written).value == code


@pytest.mark.parametrize(("written", "code"), [("English", "en"), ("pt_BR", "pt-BR"), ("Deutsch", "de"), ("français", "fr"), ("English (US)", "en")])
def test_languages(written, code):
    assert places.language_code(written).value == code


def test_addresses_for_mail():
    assert reach.emails("a@x.example; Bo B <b@X.example>")[0] == ["a@x.example", "b@x.example"]
    assert reach.emails("a@x.example ::: b@x.example, a@X.example")[0] == ["a@x.example", "b@x.example"]
    assert reach.emails('"Lind, Bo" <b@x.example>')[0] == ["b@x.example"]
    good, problems = reach.emails("fine@x.example, broken@, other@y.example")
    assert good == ["fine@x.example", "other@y.example"] and "broken@" in problems[0]
    for bad in ("nobody", "a@b", "a b@x.example", "a@x..example", "@x.example", "a@x.example>", "<script>@x.example", "a" * 70 + "@x.example"):
        assert not reach.email(bad).value or reach.email(bad).value == "a@x.example"


def test_phones_and_websites():
    assert reach.phones("+49 30 1234 ::: (776) 821-0650 x839")[0] == ["+49 30 1234", "(776) 821-0650 x839"]
    assert reach.phones("call me")[1] == ["“call me” is not a phone number."]
    assert reach.phone_digits("+49 (30) 12-34") == reach.phone_digits("0049 30 1234") == "+49301234"
    assert reach.website("acme.example").value == "https://acme.example"
    assert reach.website("HTTP://acme.example/a?b=c").value == "HTTP://acme.example/a?b=c"
    for bad in ("javascript:alert(1)", "no site", "data:text/html,x", "a@b.example"):
        assert reach.website(bad).value is None and reach.website(bad).problem


def test_tax_numbers_are_warned_of_but_kept():
    assert identity.tax_number("DE136695976").problem == ""
    doubtful = identity.tax_number("DE123456789")
    assert doubtful.value == "DE123456789" and "does not pass" in doubtful.problem
    assert identity.tax_number("12 345/678").value == "12 345/678"
    assert identity.tax_number("EL094259216").problem == identity.tax_number("GR094259216").problem == ""


@pytest.mark.parametrize(("written", "days"), [("30", 30), ("Net 14", 14), ("14 Tage", 14), ("30 jours", 30), ("Due on Receipt", 0), ("sofort", 0), ("NET30", 30), ("-1", None)])
def test_payment_terms(written, days):
    read = identity.payment_days(written)
    assert read.value == days and not read.problem


def test_words():
    assert [text.boolean(word) for word in ("Ja", "no", "1", "x", "maybe")] == [True, False, True, True, None]
    assert text.tags("a; b, A,c") == ["a", "b", "c"] and text.tags("a, b ::: c", " ::: ") == ["a, b", "c"]
    assert text.split_person("Kim, Ana") == text.split_person("Ana  Kim") == ("Ana", "Kim")
    assert text.normal_name("ACME,  Studio!") == text.normal_name("acme studio")
    assert text.looks_like_a_firm("Brightworks GmbH") and not text.looks_like_a_firm("Ana Kim")
    assert text.blank_if_empty("n/a") == text.blank_if_empty("—") == "" and text.blank_if_empty("Nina") == "Nina"


@given(st.text(max_size=200))
def test_nothing_that_is_written_makes_a_reader_fail(written):
    for read in (money.amount, dates.read_date, places.country_code, places.language_code, currencies.currency_code,
                 reach.email, reach.website, identity.tax_number, identity.payment_days):  # fmt: skip
        assert isinstance(read(written).problem, str)
    for several in (reach.emails, reach.phones):
        good, problems = several(written)
        assert all(good) and all(problems)


@pytest.mark.parametrize("unit", [" ", "a", "@", ".", "a@a.", "<", "(", "-", "1", "1,", "a ", "\u00a0", ";", "www."])
def test_long_cells_are_read_in_no_time(unit):
    written = unit * (20_000 // len(unit))
    with measured() as took:
        for read in (money.amount, dates.read_date, places.country_code, places.language_code, currencies.currency_code,
                     reach.email, reach.emails, reach.phones, reach.website, identity.tax_number, identity.payment_days,
                     text.tags, text.normal_name, text.looks_like_a_firm, text.split_person):  # fmt: skip
            read(written)
    assert took.seconds < 1
