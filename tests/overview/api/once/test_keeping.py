"""One key, one effect, one answer."""

import datetime as dt
import threading

import pytest
from django.db import connections

from clientkeep.foundation import clock
from clientkeep.overview.api.jobs import forget_old_answers
from clientkeep.overview.api.once.model import StoredAnswer
from clientkeep.overview.api.rates import forget_turns
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document


def test_a_repeated_request_gets_the_first_answer(api, cast):
    call = api(cast.olivia)
    first = call.post("/clients", {"name": "Once"}, key="k-1")
    again = call.post("/clients", {"name": "Once"}, key="k-1")
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true" and "Idempotency-Replayed" not in first
    assert Client.objects.filter(name="Once").count() == 1


def test_without_a_key_it_is_done_again(api, cast):
    call = api(cast.olivia)
    for _ in range(2):
        call.post("/clients", {"name": "Twice"})
    assert Client.objects.filter(name="Twice").count() == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "ü", "a\x01b"])
def test_a_key_is_plain_text(api, cast, key):
    answer = api(cast.olivia).post("/clients", {"name": "Odd key"}, key=key)
    assert answer.status_code == 422 and answer.json()["field"] == "Idempotency-Key"
    assert not Client.objects.filter(name="Odd key").exists()


def test_another_request_under_the_key_is_refused(api, cast):
    call = api(cast.olivia)
    call.post("/clients", {"name": "One"}, key="k")
    for answer in (
        call.post("/clients", {"name": "Two"}, key="k"),
        call.patch(f"/clients/{cast.acme.pk}", {"name": "One"}, key="k"),
        call.post(f"/clients/{cast.acme.pk}/archive", key="k"),
    ):
        assert answer.status_code == 422 and answer.json()["code"] == "key_reused"
    assert not Client.objects.filter(name="Two").exists()
    cast.acme.refresh_from_db()
    assert cast.acme.name == "Acme Studio" and cast.acme.archived_at is None


def test_keys_belong_to_their_member(api, cast):
    api(cast.olivia).post("/clients", {"name": "Hers"}, key="shared")
    assert api(cast.adam).post("/clients", {"name": "His"}, key="shared").status_code == 201
    assert api(cast.olivia).post("/clients", {"name": "Hers"}, key="shared")["Idempotency-Replayed"] == "true"


def test_a_refusal_is_an_answer_and_leaves_nothing(api, cast):
    call = api(cast.olivia)
    empty = call.post("/documents", {"kind": "invoice", "client_id": str(cast.acme.pk), "issue": True}, key="r")
    assert empty.status_code == 422 and empty.json()["field"] == "lines"
    assert Document.objects.count() == 0
    again = call.post("/documents", {"kind": "invoice", "client_id": str(cast.acme.pk), "issue": True}, key="r")
    assert again.content == empty.content and again["Content-Type"] == "application/problem+json"
    assert again["Idempotency-Replayed"] == "true"


def test_a_refused_scope_is_no_answer(api, cast):
    narrow, wide = api(cast.olivia, ["clients.see"]), api(cast.olivia)
    assert narrow.post("/clients", {"name": "Later"}, key="s").status_code == 403
    assert wide.post("/clients", {"name": "Later"}, key="s").status_code == 201
    assert narrow.post("/clients", {"name": "Later"}, key="s").status_code == 403


def test_an_empty_answer_is_kept_too(api, cast):
    call = api(cast.olivia)
    draft = cast.invoice(issue=False)
    assert call.delete(f"/documents/{draft.pk}", key="d").status_code == 204
    assert call.delete(f"/documents/{draft.pk}", key="d").status_code == 204
    assert call.delete(f"/documents/{draft.pk}").status_code == 404


def test_keys_are_free_again_after_a_day(api, cast):
    call = api(cast.olivia)
    call.post("/clients", {"name": "Daily"}, key="day")
    with clock.moved(clock.now() + dt.timedelta(hours=23, minutes=59)):
        forget_old_answers()
        assert call.post("/clients", {"name": "Daily"}, key="day")["Idempotency-Replayed"] == "true"
    with clock.moved(clock.now() + dt.timedelta(hours=24, minutes=1)):
        assert "Idempotency-Replayed" not in call.post("/clients", {"name": "Daily"}, key="day")
    with clock.moved(clock.now() + dt.timedelta(hours=49)):
        forget_old_answers()
        assert not StoredAnswer.objects.exists()


def test_the_answer_commits_with_its_effect(api, cast, monkeypatch):
    """Where the answer cannot be kept, nothing is done."""
    from clientkeep.overview.api.once import keeping

    def fall(*args):
        raise RuntimeError("power cut")

    monkeypatch.setattr(keeping, "keep", fall)
    assert api(cast.olivia).post("/clients", {"name": "Half"}, key="h").status_code == 500
    assert not Client.objects.filter(name="Half").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("key", "made"), [("race", 1), (None, 6)], ids=["one key", "control without a key"])
def test_six_at_once_do_it_once(api, cast, key, made):
    call, answers = api(cast.olivia), []
    forget_turns()

    def send():
        try:
            body = {"kind": "invoice", "client_id": str(cast.acme.pk), "issue": True, "lines": [{"description": "Logo", "unit_price": "10"}]}
            answers.append(call.post("/documents", body, key=key))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201] * 6
    assert Document.objects.count() == made
    assert len({answer.json()["number"] for answer in answers}) == made
    assert sorted(Document.objects.values_list("seq", flat=True)) == list(range(1, made + 1))
