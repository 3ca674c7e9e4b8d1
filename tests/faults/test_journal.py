"""The journal is what a run is judged by: what was answered stays answered, and it reads back as it was."""

from .journal import Act, Journal, read


def test_it_reads_back_what_was_written(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    first, second, third = (Act(f"a{n}", "draft", {"token": str(n)}) for n in range(3))
    journal.begin(first)
    journal.begin(second)
    journal.end(first, "unknown", {"said": "reset"})
    journal.note(kill="all")
    journal.begin(first)
    journal.end(first, "ok", {"document": "one"})
    journal.begin(first)
    journal.end(first, "unknown", {"said": "reset"})
    journal.end(second, "fail", {"status": 422})
    journal.begin(third)
    assert read(journal.path) == [first, second, third]
    assert (first.outcome, first.answer, first.began, first.ended) == ("ok", {"document": "one"}, 1, 6)
    assert (second.outcome, third.outcome) == ("fail", None)
    assert len(journal.last(3).splitlines()) == 3
