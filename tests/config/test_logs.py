import json
import logging

import pytest

from clientkeep.config.logs import Line, mask

TOKEN = "ck_9fT-" + "a1B2c3D4e5" * 4


@pytest.mark.parametrize(
    "text, shown",
    [
        (f"/p/{TOKEN}/", "/p/ck_…/"),
        # One token in fifteen hundred has no digit.
        ("/sign/" + "aBcDeFgHiJ" * 4 + "xyz/", "/sign/aBc…/"),
        ("/clients/0193a2b4-7c1d-7abc-8def-0123456789ab/", "/clients/0193a2b4-7c1d-7abc-8def-0123456789ab/"),
        ("password=hunter2 next", "password=… next"),
        ('{"api_key": "sk_test_1"}', '{"api_key": "…"}'),
        ("dispatch_what_is_due_and_what_is_late_in_words", "dispatch_what_is_due_and_what_is_late_in_words"),
    ],
)
def test_secrets_are_masked_and_ids_are_not(text, shown):
    assert mask(text) == shown


def test_one_line_for_each_event_whatever_is_in_it():
    hostile = 'x\r\n{"event": "forged"}\u2028\x1b[31m'
    record = logging.makeLogRecord({"msg": hostile, "levelno": 20, "levelname": "INFO", "path": hostile, "name": "x"})
    line = Line().format(record)
    assert len(line.splitlines()) == 1 and line.isascii()
    assert json.loads(line)["path"] == hostile
    assert "\x1b" not in line


def test_a_line_tells_what_when_and_why_and_masks_all_of_it():
    try:
        raise ValueError(f"no such door: {TOKEN}")
    except ValueError as problem:
        told = {"exc_info": (ValueError, problem, problem.__traceback__), "asked": {"token": TOKEN, "days": [3, None]}}
        record = logging.makeLogRecord(
            {"msg": "opened %s", "args": ("twice",), "levelno": 40, "levelname": "ERROR", "created": 0, "request": TOKEN, **told}
        )
    line = json.loads(Line().format(record))
    assert line.pop("exception").endswith("ValueError: no such door: ck_…")
    assert line == {
        "event": "opened twice", "level": "error", "asked": {"token": "ck_…", "days": [3, None]},
        "timestamp": "1970-01-01T00:00:00Z",
    }  # fmt: skip
