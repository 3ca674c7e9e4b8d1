"""Any text at all: no fault, nothing dropped in silence, nobody and no day invented, and soon."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientkeep.relationship.conversations.words import LogRequest, OnRecord, UsageError, read
from clientkeep.relationship.conversations.words.lexer import CLOCK, DATE, NUM, WORD, lex
from clientkeep.relationship.conversations.words.vocabulary import CONNECTORS, KIND_PHRASES
from tests.timing import measured

from .reading_aloud import AUTHOR, CLIENTS, NOW, pairs, request

LINES = [*pairs("first.txt"), *pairs("fresh.txt")]
SOUP = sorted({word for pair in LINES for word in pair.written.split()})
soups = st.lists(st.sampled_from(SOUP), min_size=1, max_size=40).map(" ".join)
SLOWEST = 0.4
ON_RECORD = {each.name for each in CLIENTS} | {person for each in CLIENTS for person in each.contacts} | {AUTHOR, "Ben Okafor"}


def check(asked: LogRequest) -> None:
    draft = read(asked)
    draft.as_wire()
    kept = [(part.start, part.end) for part in draft.parts] + [(left.start, left.end) for left in draft.leftovers]
    begins = asked.text.rfind(draft.text)
    assert begins >= 0 and draft.text.strip()
    kept.append((begins, begins + len(draft.text)))
    for token in lex(asked.text):
        if token.kind in (WORD, NUM, CLOCK, DATE) and token.low not in CONNECTORS | {"log"} and token.low not in KIND_PHRASES:
            assert any(start <= token.start and token.end <= end for start, end in kept), (token, asked.text)
    for part in (*draft.parts, *draft.leftovers, *draft.flags):
        assert 0 <= part.start < part.end <= len(asked.text)
    assert draft.client is None or draft.client in ON_RECORD
    assert set(draft.contacts) <= ON_RECORD
    assert draft.happened_on <= asked.today
    assert draft.minutes is None or 0 < draft.minutes <= 1440
    for each in draft.promises:
        assert each.who is None or each.who in ON_RECORD or each.who in asked.text


@pytest.mark.parametrize("pair", LINES, ids=lambda pair: pair.written[:60])
def test_nothing_of_the_corpus_is_dropped(pair):
    check(pair.request)


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_any_unicode_is_read(text):
    check(request(text))


@settings(max_examples=500, deadline=None)
@given(soups, st.sampled_from([None, "Harbor Dental", "Bloom & Co"]))
def test_any_soup_of_words_is_read(text, client):
    check(request(text, client))


@settings(max_examples=200, deadline=None)
@given(soups)
def test_a_due_day_rests_on_words_of_a_day(text):
    plain = re.compile(r"\d|day|week|month|morrow|tmrw|mon|tue|wed|thu|fri|sat|sun|tonight|end|fortnight", re.IGNORECASE)
    draft = read(request(text))
    if any(each.due_on for each in draft.promises) or (draft.next_step and draft.next_step.on):
        assert plain.search(text)


@given(soups)
def test_the_same_line_gives_the_same_draft(text):
    assert read(request(text)).as_wire() == read(request(text)).as_wire()


@pytest.mark.parametrize(
    "piece",
    ["a" * 4000, "by " * 1333, "they send " * 400, "1 " * 2000, "Tom and " * 500, "(" * 4000, "12 May " * 570, "call " * 800,
     ", " * 1999 + "x", "with " * 800, "next " * 800, "and " * 1000, "to do: " * 570, "if they send " * 300, "\n- " * 1333 + "x",
     "10:00-" * 660, "the end of " * 360, "Acme " * 800, "9" * 4000, "I send by " * 400, "at " * 1333, "ask " * 1000],
    ids=lambda piece: piece[:12],
)  # fmt: skip
def test_hostile_texts_are_read_soon(piece):
    asked = request(piece[:4000])
    with measured() as took:
        check(asked)
    assert took.seconds < SLOWEST


def test_more_than_five_hundred_lines_a_second():
    asked = [pair.request for pair in LINES] * 3
    with measured() as took:
        for each in asked:
            read(each)
    assert len(asked) / took.seconds > 500


def test_many_clients_are_read_as_fast():
    many = tuple(OnRecord(f"Client {number} Studio", (f"Person{number} Smith",)) for number in range(300))
    asked = LogRequest("call with Person7 yesterday: they send the file by Friday", NOW, many)
    with measured() as took:
        for _ in range(20):
            assert read(asked).client == "Client 7 Studio"
    assert took.seconds / 20 < 0.02


@pytest.mark.parametrize(
    ("given", "field"),
    [({"text": "  "}, "text"), ({"text": "x" * 4001}, "text"), ({"text": "x", "locale": "fr"}, "locale")],
)
def test_what_cannot_be_read_names_its_field(given, field):
    with pytest.raises(UsageError) as refused:
        LogRequest(**{"now": NOW, **given})
    assert refused.value.field == field


def test_days_without_a_year_follow_the_locale():
    asked = {"now": NOW, "clients": CLIENTS}
    british = read(LogRequest("call with Acme on 1/5: fine", locale="en-GB", **asked))
    american = read(LogRequest("call with Acme on 1/5: fine", locale="en-US", **asked))
    assert (british.happened_on, american.happened_on) == (dt.date(2026, 5, 1), dt.date(2026, 1, 5))
    assert [flag.field for flag in british.flags] == ["happened_on"]
