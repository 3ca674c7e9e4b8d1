"""120 requests a minute for each token, 40 at once."""

import pytest

from clientkeep.overview.api import rates


@pytest.fixture(autouse=True)
def _as_delivered(settings):
    settings.API_BURST = 40


def test_forty_at_once_then_wait(api, cast):
    call, other = api(cast.olivia), api(cast.olivia)
    statuses = [call.get("/me").status_code for _ in range(45)]
    assert statuses.count(429) >= 1 and statuses[:40] == [200] * 40
    limited = call.get("/me")
    while limited.status_code != 429:
        limited = call.get("/me")
    assert limited["Retry-After"] == "1"
    assert limited.json()["code"] == "too_many"
    assert other.get("/me").status_code == 200


def test_two_turns_come_back_each_second(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(rates.time, "monotonic", lambda: now[0])
    taken = _take_all()
    assert taken == 40
    now[0] += 60
    assert _take_all() == 40
    now[0] += 5
    assert _take_all() == 10


def test_processes_share_the_rate(monkeypatch, settings):
    settings.WEB_PROCESSES = 4
    now = [1000.0]
    monkeypatch.setattr(rates.time, "monotonic", lambda: now[0])
    assert _take_all() == 10
    now[0] += 10
    assert _take_all() == 5


def _take_all() -> int:
    for taken in range(1000):
        try:
            rates.take_turn("token")
        except rates.TooMany as wait:
            assert wait.retry_after >= 1
            return taken
    raise AssertionError("no end of turns")
