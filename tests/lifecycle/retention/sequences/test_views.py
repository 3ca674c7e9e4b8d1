"""A firm writes a sequence, starts it, reads what waits, and sees why it stopped, on its pages."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.models import Sequence, SequenceRun, SequenceStep
from clientkeep.lifecycle.retention.sequences.jobs import go_on_with_sequences
from clientkeep.lifecycle.retention.sequences.ready import READY
from clientkeep.lifecycle.retention.sequences.starting import start
from clientkeep.relationship.clients.once import mint
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

from .conftest import letter, states, task
from .test_stopping import writes


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def token(cast) -> str:
    return mint(cast.acting(cast.olivia))


@pytest.mark.parametrize("key", READY)
def test_each_of_ours_is_taken_and_started(cast, at, page, key):
    with at():
        shown = page.get(reverse("sequences:list")).content.decode()
        assert READY[key][0] in shown
        made = page.post(reverse("sequences:new"), {"name": READY[key][0], "begin": key, "form_token": token(cast)}, follow=True)
        assert made.status_code == 200
        sequence = Sequence.objects.get()
        assert len(sequence.steps) == len(READY[key][2])
        page.post(reverse("sequences:of_client", args=[cast.acme.pk]), {"sequence": str(sequence.pk), "contact": str(cast.jo.pk), "form_token": token(cast)})
    assert SequenceRun.objects.get().steps.count() == len(sequence.steps)


def test_steps_are_written_moved_and_taken_out(cast, at, page):
    with at():
        sequence = Sequence.make(cast.north, cast.by, "Mine")
        add = reverse("sequences:add", args=[sequence.pk, "letter"])
        typed = {"days": "2", "hour": "10", "leaves": "approval", "language": ["", "de"], "subject": ["Hello", "Hallo"], "text": ["Dear {contact}", "Guten Tag {contact}"], "version": "1"}
        assert page.post(add, typed).status_code == 302
        assert page.post(reverse("sequences:add", args=[sequence.pk, "task"]), {"what": "Ring", "days": "1", "hour": "9", "version": "2"}).status_code == 302
        sequence.refresh_from_db()
        assert [step["kind"] for step in sequence.steps] == ["letter", "task"] and set(sequence.steps[0]["words"]) == {"", "de"}
        page.post(reverse("sequences:move", args=[sequence.pk, 2, "up"]), {"version": sequence.version})
        sequence.refresh_from_db()
        assert [step["kind"] for step in sequence.steps] == ["task", "letter"]
        page.post(reverse("sequences:move", args=[sequence.pk, 1, "remove"]), {"version": 1})
        assert len(Sequence.objects.get().steps) == 2  # somebody had changed it meanwhile
        page.post(reverse("sequences:move", args=[sequence.pk, 1, "remove"]), {"version": sequence.version})
    assert [step["kind"] for step in Sequence.objects.get().steps] == ["letter"]


def test_what_was_typed_survives_a_refusal(cast, page):
    sequence = Sequence.make(cast.north, cast.by, "Mine")
    typed = {"days": "2", "hour": "10", "leaves": "itself", "language": "", "subject": "Hello", "text": "Dear {password}"}
    answer = page.post(reverse("sequences:add", args=[sequence.pk, "letter"]), typed)
    assert answer.status_code == 422 and "Dear {password}" in answer.content.decode() and "not known here" in answer.content.decode()
    late = page.post(reverse("sequences:add", args=[sequence.pk, "letter"]), {**typed, "text": "Dear you", "version": "0"})
    assert late.status_code == 422 and "meanwhile" in late.content.decode()


def test_the_preview_is_the_chosen_client_s(cast, page):
    cast.ben.change(cast.by, language="de")
    sequence = Sequence.make(cast.north, cast.by, "Mine", [letter(1, subject="Still there?", de="Noch da?")])
    url = reverse("sequences:letter", args=[sequence.pk, 1])
    assert "Hello Jo" in page.get(url, {"client": str(cast.acme.pk)}).content.decode()
    german = page.get(url, {"client": str(cast.bloom.pk)}).content.decode()
    assert "Hallo Ben" in german and "Noch da?" in german
    assert page.get(url, {"client": str(cast.zephyr.pk)}).status_code == 404


def test_letters_are_read_one_after_the_other(cast, at, page, begin):
    with at():
        sequence = Sequence.make(cast.north, cast.by, "Read first", [letter(1, False), task(1)])
        first, second = begin(sequence), begin(sequence, cast.ben)
    with at(days=1):
        go_on_with_sequences()
        shown = page.get(reverse("sequences:waiting")).content.decode()
        assert "Acme Studio" in shown and "Bloom &amp; Co" in shown
        step = SequenceStep.objects.visible_to(cast.acting(cast.olivia)).waiting().first()
        url = reverse("sequences:step", args=[step.pk])
        assert "1 of 2 to read" in page.get(url).content.decode()
        typed = {"subject": "For you", "text": "Hello {contact},\n\n<b>bold</b> words."}
        framed = page.post(reverse("sequences:step_letter", args=[step.pk]), typed).content.decode()
        assert "&lt;b&gt;bold" in framed and not Letter.objects.exists()
        page.post(url, {**typed, "act": "keep"})
        sent = page.post(url, {**typed, "act": "approve"})
        other = SequenceStep.objects.visible_to(cast.acting(cast.olivia)).waiting().get()
        assert sent["Location"] == reverse("sequences:step", args=[other.pk])
        assert Letter.objects.get().subject == "For you"
        again = page.post(url, {**typed, "act": "approve"})
        assert again.status_code == 422 and Letter.objects.count() == 1
        page.post(reverse("sequences:settle", args=[other.pk, "skip"]))
    assert sorted([states(first), states(second)]) == [["outbox", "planned"], ["skipped", "planned"]]


def test_the_pages_say_why_it_stopped(cast, at, page, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "Quiet quote", [letter(1)]))
        writes(cast)
        run_due_jobs()
        for url in (
            reverse("sequences:run", args=[run.pk]), reverse("sequences:of_client", args=[cast.acme.pk]),
            reverse("sequences:runs", args=[run.sequence_id]),
        ):  # fmt: skip
            assert "Stopped: Jo March replied on Tue 2 Mar" in page.get(url).content.decode()
        assert "The sequence Quiet quote stopped: Jo March replied" in page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()


def test_the_pages_say_why_it_waits(cast, at, page, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "Quiet quote", [letter(1)]))
        Case.begin(cast.acme, "a late proof", cast.by)
    with at(days=1):
        go_on_with_sequences()
        for url in (reverse("sequences:run", args=[run.pk]), reverse("sequences:of_client", args=[cast.acme.pk])):
            assert "An open case: nothing goes out until it is resolved." in page.get(url).content.decode()


def test_it_is_started_for_many_and_the_rest_is_named(cast, at, page, begin):
    with at():
        sequence = Sequence.make(cast.north, cast.by, "For many", [letter(1)])
        begin(sequence)
        chosen = {"chosen": [str(cast.acme.pk), str(cast.bloom.pk), str(cast.zephyr.pk), "nonsense"], "sequence": str(sequence.pk)}
        shown = page.post(reverse("sequences:start_many"), {**chosen, "act": "look"}).content.decode()
        assert "It runs already." in shown and "Ben Flores" in shown and "Zephyr" not in shown
        assert SequenceRun.objects.count() == 1
        for _ in range(2):
            page.post(reverse("sequences:start_many"), {**chosen, "act": "start"})
    assert sorted(SequenceRun.objects.values_list("client__name", flat=True)) == ["Acme Studio", "Bloom & Co"]


def test_pause_go_on_and_stop_are_pressed(cast, at, page, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "Quiet quote", [task(0), letter(1)]))
        for act, state in (("pause", "paused"), ("go-on", "running"), ("stop", "stopped"), ("pause", "stopped")):
            page.post(reverse("sequences:change", args=[run.pk, act]))
            run.refresh_from_db()
            assert run.state == state
        assert "Olivia North stopped it" in page.get(reverse("sequences:run", args=[run.pk])).content.decode()


def test_the_client_s_page_says_what_runs(cast, at, page, begin):
    with at():
        begin(Sequence.make(cast.north, cast.by, "Quiet quote", [letter(1, False)]))
    with at(days=1):
        go_on_with_sequences()
        shown = page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    assert "Quiet quote" in shown and "1 waits for you" in shown


def test_who_may_not_write_may_look(cast, at, as_member, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "Quiet quote", [letter(1)]))
    carla = as_member(cast.carla)
    assert carla.get(reverse("sequences:run", args=[run.pk])).status_code == 200
    assert carla.post(reverse("sequences:change", args=[run.pk, "stop"])).status_code == 403
    assert carla.post(reverse("sequences:of_client", args=[cast.acme.pk]), {}).status_code == 403
    theo = as_member(cast.theo)
    assert theo.get(reverse("sequences:new")).status_code == 403
    assert theo.post(reverse("sequences:change", args=[run.pk, "stop"])).status_code == 302
    assert dt.date(2027, 3, 3) == SequenceStep.objects.get().due_on


def test_today_leads_to_the_letter_and_the_task(cast, at, page, begin):
    with at():
        letters = begin(Sequence.make(cast.north, cast.by, "Read first", [letter(1, False)]))
        tasks = begin(Sequence.make(cast.north, cast.by, "Tasks", [task(1, "Ring about the quote")]), cast.ben)
    with at(days=3):
        go_on_with_sequences()
        shown = page.get(reverse("home:today")).content.decode()
        assert reverse("sequences:step", args=[letters.steps.get().pk]) in shown and "gets a letter of Read first, to Jo March" in shown
        assert reverse("sequences:run", args=[tasks.pk]) in shown and "Ring about the quote" in shown and "2 days late" in shown
        letters.pause(cast.by)
        tasks.steps.get().do(cast.by)
        shown = page.get(reverse("home:today")).content.decode()
    assert "Read first" not in shown and "Ring about" not in shown


def test_subjects_are_read_with_their_names_filled(cast, at, page):
    with at():
        sequence = Sequence.make(cast.north, cast.by, "Hello again", [letter(0, False, "{contact}, one question about {client}")])
        run = start(cast.acting(cast.olivia), sequence, cast.jo)
        shown = page.get(reverse("sequences:run", args=[run.pk])).content.decode()
    assert "Jo, one question about Acme" in shown
    assert "{contact}" not in shown
