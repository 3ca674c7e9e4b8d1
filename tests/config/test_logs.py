import json
import logging

import pytest
import structlog

from clientkeep.config.logs import logging_settings, mask

TOKEN = "ck_9fT-" + "a1B2c3D4e5" * 4


@pytest.mark.parametrize(
    "text, shown",
    [
        (f"/p/{TOKEN}/", "/p/ck_…/"),
        ("/clients/0193a2b4-7c1d-7abc-8def-0123456789ab/", "/clients/0193a2b4-7c1d-7abc-8def-0123456789ab/"),
        ("password=hunter2 next", "password=… next"),
        ('{"api_key": "sk_test_1"}', '{"api_key": "…"}'),
        ("dispatch_what_is_due_and_what_is_late_in_words", "dispatch_what_is_due_and_what_is_late_in_words"),
    ],
)
def test_secrets_are_masked_and_ids_are_not(text, shown):
    assert mask(text) == shown


def test_one_line_for_each_event_whatever_is_in_it():
    formatter = logging_settings()["formatters"]["line"]
    made = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]
    )
    hostile = 'x\r\n{"event": "forged"}\u2028\x1b[31m'
    record = logging.makeLogRecord({"msg": hostile, "levelno": 20, "levelname": "INFO", "path": hostile, "name": "x"})
    line = made.format(record)
    assert len(line.splitlines()) == 1 and line.isascii()
    assert json.loads(line)["path"] == hostile
    assert "\x1b" not in line
