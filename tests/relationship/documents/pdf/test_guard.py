"""No paper, however hostile its size, takes the machine (reliability D9)."""

import os
import resource
import signal
import time
from pathlib import Path

import pytest

from clientkeep.relationship.documents.pdf import guard
from clientkeep.relationship.documents.pdf.guard import PaperTooLarge, render_guarded
from clientkeep.relationship.documents.pdf.paper import PaperLine, Party
from clientkeep.relationship.documents.pdf.pictures import PictureRefused
from clientkeep.relationship.documents.pdf.render import can_render_here, render
from tests.relationship.documents.pdf.papers import invoice, many_lines, text_of


def test_a_usual_paper_is_printed_at_once(monkeypatch):
    monkeypatch.setattr(guard, "_render_in_child", lambda paper: b"from a child")
    assert render_guarded(invoice()) == render(invoice())


@pytest.mark.parametrize("paper", [invoice(lines=many_lines(101)), invoice(notes="word " * 5000)])
def test_a_large_paper_is_printed_by_a_child(monkeypatch, paper):
    monkeypatch.setattr(guard, "_render_in_child", lambda paper: b"from a child")
    assert render_guarded(paper) == b"from a child"


def test_a_child_gives_the_same_bytes():
    paper = invoice(lines=many_lines(120))
    assert render_guarded(paper) == render(paper)


def test_a_thousand_lines_in_many_scripts_fit_in_the_limits():
    lines = tuple(
        PaperLine(f"株式会社 山田商店 শিক্ষা شركة 😀 {at}", "640.05", quantity="8", unit="h") for at in range(1000)
    )
    text = text_of(render_guarded(invoice(lines=lines)))
    assert text.count("640.05") == 1000


@pytest.mark.parametrize(
    "paper",
    [
        invoice(lines=many_lines(10_000)),
        invoice(notes="\n" * 50_000),
        invoice(buyer=Party("x", ("line",) * 100_000)),
        invoice(lines=(PaperLine("word " * 400_000, "1.00"),)),
        invoice(seller=Party("x" * 2_000_000)),
    ],
    ids=["10,000 lines", "50,000 breaks", "100,000 address lines", "2 million letters in a cell", "a giant name"],
)
def test_a_paper_past_the_counts_is_refused_without_starting(paper, monkeypatch):
    monkeypatch.setattr(guard, "_render_in_child", lambda paper: pytest.fail("a child was started"))
    with pytest.raises(PaperTooLarge, match="at most"):
        render_guarded(paper)


@pytest.mark.parametrize(
    "text",
    ["word " * 199_000, "x" * 990_000, ("a" + "\u0301" * 8) * 100_000, "#" * 990_000],
    ids=["a cell of words", "one endless word", "towers of marks", "markup"],
)
def test_a_bomb_within_the_counts_ends_by_memory_or_time(text):
    started, before = time.monotonic(), max(largest_child(), largest(resource.RUSAGE_SELF))
    with pytest.raises(PaperTooLarge, match=r"512 MB or 20 seconds|took more than 20 seconds"):
        render_guarded(invoice(lines=(PaperLine(text, "1.00"),)))
    assert time.monotonic() - started < guard.SECONDS + 5
    # Other tests of this process may have had larger children, and a child begins as large as this process: what is new is the printer's.
    assert largest_child() <= max(before, 512)


def largest_child() -> float:
    """The peak memory of the largest child so far, in megabytes."""
    return largest(resource.RUSAGE_CHILDREN)


def largest(whose: int) -> float:
    """The peak memory of this process or of its largest child, in megabytes."""
    unit = 1024 * 1024 if os.uname().sysname == "Darwin" else 1024
    return resource.getrusage(whose).ru_maxrss / unit


def test_a_slow_paper_ends_by_time_and_its_child_is_gone():
    paper = invoice(lines=(PaperLine("شركة " * 190_000, "1.00"),))
    started, before = time.monotonic(), children()
    with pytest.raises(PaperTooLarge, match="took more than 1 seconds"):
        guard._render_in_child(paper, seconds=1)
    assert time.monotonic() - started < 4
    assert children() <= before, "other tests of this process may have children of their own"


def children() -> set[str]:
    """The children of this process, dead ones that nobody waited for among them."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {pid for each in tasks for pid in each.read_text().split()}


def test_a_refused_picture_is_said_by_the_child_too():
    with pytest.raises(PictureRefused, match="logo"):
        render_guarded(invoice(logo=b"<svg/>", lines=many_lines(120)))


def test_a_fault_in_the_child_is_no_matter_of_size():
    with pytest.raises(RuntimeError, match="could not be printed"):
        render_guarded(invoice(size="a0-poster", lines=many_lines(120)))


def test_a_process_forked_after_a_first_render_still_prints():
    """Typst's threads do not survive a fork: rendering there would hang, so a child of its own does it."""
    expected = render(invoice())
    reader, writer = os.pipe()
    forked = os.fork()
    if forked == 0:
        signal.alarm(20)
        os.write(writer, b"same" if not can_render_here() and render_guarded(invoice()) == expected else b"other")
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        assert answer.read() == b"same"
    os.waitpid(forked, 0)
