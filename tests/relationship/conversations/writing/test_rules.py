"""The client's working hours over nights, weekends and both clock changes; languages; references."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from clientkeep.relationship.conversations.writing import rules

NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(("now", "zone", "then"), [
    (utc(2026, 3, 3, 15), NEW_YORK, None),                                   # Tuesday 10:00
    (utc(2026, 3, 3, 13, 59), NEW_YORK, utc(2026, 3, 3, 14)),                # 8:59, winter
    (utc(2026, 3, 3, 22), NEW_YORK, utc(2026, 3, 4, 14)),                    # 17:00 is over
    (utc(2026, 3, 6, 23), NEW_YORK, utc(2026, 3, 9, 13)),                    # Friday evening before the clock goes forward
    (utc(2026, 3, 8, 6, 59), NEW_YORK, utc(2026, 3, 9, 13)),                 # a minute before it does
    (utc(2026, 10, 30, 22), NEW_YORK, utc(2026, 11, 2, 14)),                 # Friday evening before it goes back
    (utc(2026, 3, 27, 18), BERLIN, utc(2026, 3, 30, 7)),                     # spring in Berlin: 9:00 is 7:00 UTC
    (utc(2026, 10, 23, 18), BERLIN, utc(2026, 10, 26, 8)),                   # autumn in Berlin: 9:00 is 8:00 UTC
    (utc(2026, 1, 1, 0), "Pacific/Kiritimati", None),                        # 14:00 there, on the next day
    (utc(2026, 1, 3, 0), "Pacific/Pago_Pago", None),                         # still Friday 13:00 there
])  # fmt: skip
def test_the_next_working_moment(now, zone, then):
    assert rules.next_working_moment(now, zone) == then


def test_it_is_always_nine_oclock_on_a_working_day_and_never_in_the_past():
    for zone in (NEW_YORK, BERLIN, "Australia/Lord_Howe", "Asia/Kathmandu"):
        for hours in range(0, 24 * 366, 7):
            now = utc(2026, 1, 1) + dt.timedelta(hours=hours)
            then = rules.next_working_moment(now, zone)
            local = (then or now).astimezone(ZoneInfo(zone))
            assert local.weekday() < 5 and (then is None or (local.hour, local.minute) == (9, 0))
            assert then is None or now < then <= now + dt.timedelta(hours=66)


def test_hours_that_the_clock_skips_or_repeats():
    assert rules.on_the_wall(dt.datetime(2026, 3, 8, 2, 30), NEW_YORK) == utc(2026, 3, 8, 7, 30)  # shown as 3:30
    assert rules.on_the_wall(dt.datetime(2026, 11, 1, 1, 30), NEW_YORK) == utc(2026, 11, 1, 5, 30)  # the first 1:30


@pytest.mark.parametrize(("wanted", "found"), [
    (["de-AT"], "de"), (["pt-BR"], "pt-BR"), (["pt"], "pt-BR"), (["PT_br"], "pt-BR"), (["fr", "de"], "de"), (["fr"], ""), (["", ""], ""),
    (["d"], ""), (["pt-PT"], "pt-BR"),
])  # fmt: skip
def test_the_version_in_a_language(wanted, found):
    assert rules.version_for({name: name or "default" for name in ("", "de", "pt-BR")}, wanted) == (found or "default")


def test_references_are_sound_once_and_few():
    ids = [f"<{number}@a.example>" for number in range(60)]
    named = rules.references_of([*ids, "no brackets", "<with space @a>", "<a>\r\nBcc: x", ids[3]])
    assert named[0] == ids[0] and named[1:] == ids[41:] and len(named) == 20


@pytest.mark.parametrize(("subject", "answer"), [("Launch", "Re: Launch"), ("RE: Aw: re:  Launch", "Re: Launch"), ("Re[2]: x", "Re: x"), ("", "Re: your message"), ("Reality", "Re: Reality")])
def test_the_subject_of_an_answer(subject, answer):
    assert rules.answer_subject(subject) == answer
