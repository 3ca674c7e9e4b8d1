"""What each fact counts for, read against the client's own habit."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clientkeep.lifecycle.retention.trust import signals as s
from clientkeep.lifecycle.retention.trust.reading import lines_of
from clientkeep.lifecycle.retention.trust.story import READERS, Bill, Fact

START = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
NOW = START + dt.timedelta(days=300)


def day(number: float) -> dt.datetime:
    return START + dt.timedelta(days=number)


def fact(on: float, slug: str, by: str = "member", about: str = "", **data) -> Fact:
    return Fact(day(on), slug, by, about, data, f"{on}-{slug}-{about}")


def signals_of(facts, bills=None, now=None) -> list[str]:
    until = now or max(each.at for each in facts) + dt.timedelta(hours=1)
    return [line.signal for line in lines_of(facts, bills or {}, until)]


def reply_pairs(*days: float) -> list[Fact]:
    """Letters of ours every 20 days, each answered after so many days."""
    pairs = []
    for at, wait in enumerate(days):
        pairs.append(fact(at * 20, "message.written"))
        pairs.append(fact(at * 20 + wait, "message.received", "contact", automatic=False))
    return pairs


def test_a_slower_answer_counts_only_against_their_own_habit():
    assert s.SLOWER not in signals_of(reply_pairs(8, 8, 8, 8))
    assert s.SLOWER in signals_of(reply_pairs(1, 1, 1, 8))
    assert s.SLOWER not in signals_of(reply_pairs(1, 1, 8)), "two times are no habit"


def test_a_machine_s_answer_is_no_answer():
    assert signals_of([fact(0, "message.received", "contact", automatic=True)]) == []


def bills(*rows: tuple[str, float, bool]) -> dict[str, Bill]:
    return {about: Bill(f"INV-{about}", day(due).date(), is_open) for about, due, is_open in rows}


def test_who_always_pays_a_week_late_is_not_marked_down_once_it_is_a_habit():
    rows = bills(*((str(number), number * 30, False) for number in range(6)))
    facts = [fact(number * 30 + 7, "invoice.paid", "system", str(number)) for number in range(6)]
    assert signals_of(facts, rows) == [s.PAID_LATE] * 3 + [s.PAID] * 3


def test_who_always_pays_on_the_day_and_then_does_not_is():
    rows = bills(*((str(number), number * 30, False) for number in range(4)))
    facts = [fact(number * 30, "invoice.paid", "system", str(number)) for number in range(3)]
    facts.append(fact(3 * 30 + 12, "invoice.paid", "system", "3"))
    line = lines_of(facts, rows, day(103))[-1]
    assert line.signal == s.PAID_LATE and line.why == "INV-3 was paid 12 days late; on its day is usual for them"


def test_an_open_invoice_counts_from_the_day_on_which_it_became_unusual():
    line = lines_of([], bills(("1", 10, True)), day(20))[0]
    assert line.signal == s.UNPAID and line.at.date() == day(13).date()
    assert lines_of([], bills(("1", 10, True)), day(12)) == []
    assert lines_of([], bills(("1", 10, False)), day(20)) == []


def weekly_calls(*more: float) -> list[Fact]:
    return [fact(at, "call.logged") for at in (0, 7, 14, 21, 28, 35, *more)]


def test_silence_is_measured_by_their_own_gaps():
    assert s.QUIET not in signals_of(weekly_calls(), now=day(35 + 13))
    line = lines_of(weekly_calls(), {}, day(35 + 15))[-1]
    assert line.signal == s.QUIET and line.why == "Nothing was heard of them for 15 days; 7 days is usual for them"
    assert line.at == day(35 + 14)


def test_a_silence_that_has_ended_stays_in_the_book():
    assert signals_of(weekly_calls(75)).count(s.QUIET) == 1


def test_a_quarterly_client_is_not_quiet_after_two_months():
    assert s.QUIET not in signals_of([fact(number * 90, "call.logged") for number in range(5)], now=day(360 + 60))


def test_fewer_acts_in_the_portal_than_usual():
    visits = [fact(number * 6, "document.viewed", "contact") for number in range(25)]
    assert s.FEWER_VISITS not in signals_of(visits, now=day(150))
    assert s.FEWER_VISITS in signals_of(visits, now=day(190))


def agreed(number: int, issued: float, accepted: float) -> list[Fact]:
    about = f"q{number}"
    paper = {"kind": "quote", "number": f"Q-{number}"}
    return [fact(issued, "document.issued", about=about, **paper), fact(accepted, "document.accepted", "contact", about, **paper)]


def test_agreeing_is_measured_by_their_own_ways():
    quick = agreed(0, 0, 2) + agreed(1, 30, 32) + agreed(2, 60, 62)
    assert s.ACCEPTED_SLOWLY not in signals_of(quick)
    told = signals_of(quick + agreed(9, 100, 115))
    assert told.count(s.ACCEPTED) == 4 and told.count(s.ACCEPTED_SLOWLY) == 1


def promise(number: float, what: str, side: str, due: float | None) -> Fact:
    last = "" if due is None else day(due).date().isoformat()
    return fact(number, f"promise.{what}", about="p", side=side, text="send the photos", due=last)


def test_promises_of_both_sides():
    assert signals_of([promise(0, "made", "ours", 5), promise(4, "kept", "ours", 5)]) == [s.KEPT]
    late = [promise(0, "made", "theirs", 5)]
    assert signals_of(late, now=day(5)) == [] and signals_of(late, now=day(7)) == [s.THEY_BROKE]
    assert signals_of([promise(0, "made", "ours", 5), promise(9, "kept", "ours", 5)]) == [s.BROKE, s.KEPT]


def test_a_promise_moved_in_time_dropped_or_without_a_day_is_not_broken():
    assert signals_of([promise(0, "made", "ours", 5), promise(4, "moved", "ours", 20)], now=day(10)) == []
    assert signals_of([promise(0, "made", "ours", 5), promise(4, "dropped", "ours", 5)], now=day(30)) == []
    assert signals_of([promise(0, "made", "ours", None)], now=day(200)) == []


def scored(number: float, score: str, kind: str) -> Fact:
    return fact(number, "survey.answered", "contact", score=score, survey_kind=kind)


def test_scores_count_by_their_own_scale():
    told = [scored(0, "6", "pulse"), scored(1, "9", "nps"), scored(2, "5", "csat"), scored(3, "8", "pulse")]
    assert [each for each in signals_of(told) if each in (s.PRAISED, s.CRITICISED)] == [s.CRITICISED, s.PRAISED, s.PRAISED]
    assert signals_of([scored(0, "", "debrief")]) == []


FACTS = st.lists(
    st.builds(
        fact, st.integers(0, 290), st.sampled_from(sorted(READERS)), st.sampled_from(["member", "contact"]),
        st.sampled_from(["a", "b", "c"]), side=st.sampled_from(["ours", "theirs"]), text=st.just("x"),
        due=st.sampled_from(["", "2026-03-01"]), score=st.sampled_from(["", "3", "10", "x"]),
        survey_kind=st.sampled_from(["pulse", "csat", "?"]), automatic=st.booleans(),
    ),
    max_size=50, unique_by=lambda each: each.id,
)  # fmt: skip
BILLS = bills(("a", 20, False), ("b", 40, True), ("c", 60, False))


@given(FACTS, st.randoms(use_true_random=False))
def test_equal_facts_give_equal_lines_in_any_order(facts, dice):
    mixed = facts[:]
    dice.shuffle(mixed)
    assert lines_of(mixed, BILLS, NOW) == lines_of(facts, BILLS, NOW)


@given(FACTS)
def test_each_line_says_why_and_lies_in_the_past(facts):
    for line in lines_of(facts, BILLS, NOW):
        assert line.why and line.at <= NOW and line.points == s.SIGNALS[line.signal].points
