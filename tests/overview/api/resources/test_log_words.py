"""A line of plain words through the API: read without a trace, kept once for a key, corrected in every field."""

import pytest

from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise

LINE = "call with Acme 25 min: launch moves to 12 May, they send the photos tomorrow, I quote the booking page"
KEY = "b7f1c9a0-0000-4000-8000-000000000001"


def test_a_line_is_read_without_a_trace(cast, api):
    told = api(cast.olivia).post("/log/words", {"text": LINE}).json()
    assert (told["kind"], told["client"], told["minutes"]) == ("call", "Acme Studio", 25)
    assert told["client_id"] == str(cast.acme.pk)
    assert told["decisions"] == ["launch moves to 12 May"]
    assert [(each["side"], each["what"]) for each in told["promises"]] == [
        ("theirs", "send the photos"), ("ours", "quote the booking page"),
    ]  # fmt: skip
    assert told["entry"] is None
    assert not LogEntry.objects.exists()


def test_a_line_is_kept_once_for_a_key(cast, api):
    answers = [api(cast.olivia).post("/log/words", {"text": LINE, "keep": True}, key=KEY) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    entry = LogEntry.objects.get()
    assert answers[0].json()["entry"]["id"] == str(entry.pk)
    assert (Promise.objects.count(), Decision.objects.count()) == (2, 1)


def test_what_is_left_out_is_not_kept(cast, api):
    api(cast.olivia).post("/log/words", {"text": LINE, "keep": True, "left_out": ["promise-0", "decision-0"]})
    assert [each.what for each in Promise.objects.all()] == ["quote the booking page"]
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [({"text": "call: fine", "keep": True}, "client"), ({"text": " "}, "text"), ({"text": "x" * 4001}, "text"), ({"text": 7}, "text"),
     ({"text": LINE, "kind": "rumour"}, "kind"), ({"text": LINE, "day": "soon"}, "day"), ({"text": LINE, "client_id": KEY}, "client_id"),
     ({"text": LINE, "workspace": "x"}, "workspace")],
)  # fmt: skip
def test_what_cannot_be_taken_names_its_field(cast, api, body, field):
    refused = api(cast.olivia).post("/log/words", body)
    assert refused.status_code == 422
    assert field in refused.content.decode()
    assert not LogEntry.objects.exists()


def test_who_only_sees_may_read_and_not_keep(cast, api):
    caller = api(cast.carla)
    assert caller.post("/log/words", {"text": LINE}).status_code == 200
    assert caller.post("/log/words", {"text": LINE, "keep": True}).status_code == 403


def test_a_narrowed_member_reads_with_clients_of_ones_own(cast, api):
    told = api(cast.mia).post("/log/words", {"text": "call with Bloom & Co: fine"}).json()
    assert told["client"] is None
    assert "Bloom" in told["leftovers"][0]["text"]


def test_a_correction_reaches_every_field_and_says_what_was_before(cast, api):
    caller = api(cast.olivia)
    entry = LogEntry.write(cast.acme, "note", "First", cast.by, contact=cast.jo, minutes=5)
    body = {"text": "Second", "kind": "call", "contact_id": str(cast.sam.pk), "minutes": None, "happened_at": "2026-03-01T09:00:00Z"}
    told = caller.post(f"/log/{entry.pk}/corrections", body).json()
    assert (told["kind"], told["contact_id"], told["minutes"]) == ("call", str(cast.sam.pk), None)
    assert told["happened_at"] == "2026-03-01T09:00:00Z"
    assert caller.get(f"/log/{entry.pk}").json()["text"] == "First"
    foreign = {"text": "Third", "contact_id": str(cast.ben.pk)}
    assert caller.post(f"/log/{told['id']}/corrections", foreign).status_code == 422


def test_side_day_and_words_are_corrected_as_on_the_page(cast, api):
    body = {
        "text": LINE, "keep": True, "promises": [{"at": 0, "side": "ours", "due_on": "2030-05-12"}, {"at": 1, "due_on": None}],
        "decisions": [{"at": 0, "what": "launch moves to 14 May"}],
    }  # fmt: skip
    told = api(cast.olivia).post("/log/words", body).json()
    assert [(each["side"], each["due_on"]) for each in told["promises"]] == [("ours", "2030-05-12"), ("ours", None)]
    assert sorted((each.side, str(each.due_on)) for each in Promise.objects.all()) == [("ours", "2030-05-12"), ("ours", "None")]
    assert Decision.objects.get().what == "launch moves to 14 May"


@pytest.mark.parametrize(("more", "field"), [
    ({"promises": [{"at": 7, "side": "ours"}]}, "promises[0]"), ({"decisions": [{"at": 1, "what": "x"}]}, "decisions[0]"),
    ({"promises": [{"at": 0, "side": "nobody's"}]}, "promise-0-side"),
])  # fmt: skip
def test_a_correction_of_what_the_line_does_not_hold_keeps_nothing(cast, api, more, field):
    answer = api(cast.olivia).post("/log/words", {"text": LINE, "keep": True, **more})
    assert answer.status_code == 422 and field in answer.content.decode()
    assert not LogEntry.objects.exists()
