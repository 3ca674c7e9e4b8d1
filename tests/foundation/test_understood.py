"""A line is cut into runs that are the line again, each marked with what was understood."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as some

from clientkeep.foundation.understood import Flag, Leftover, Part, Run, runs_of

TEXT = "call Jo on Friday, the usual"


@dataclass
class Draft:
    parts: list = field(default_factory=list)
    leftovers: list = field(default_factory=list)
    flags: list = field(default_factory=list)


def test_each_stretch_is_marked_with_what_was_understood():
    draft = Draft([Part(5, 7, "contact", "Jo March"), Part(11, 17, "day", "4 December")], [Leftover(19, 28, "the usual")], [Flag(11, 17, "day", "Which Friday?")])
    assert runs_of(TEXT, draft, {"contact": "client"}, "terms") == [
        Run("call "), Run("Jo", "understood", "client", "Jo March"), Run(" on "), Run("Friday", "doubtful", "terms", "Which Friday?"),
        Run(", "), Run("the usual", "left", "", "Not understood"),
    ]  # fmt: skip


places = some.tuples(some.integers(0, len(TEXT)), some.integers(0, len(TEXT)))


@given(some.lists(places, max_size=6), some.lists(places, max_size=4), some.lists(places, max_size=4))
def test_the_runs_are_the_text_again_whatever_overlaps(parts, left, doubts):
    draft = Draft([Part(a, b, "x", "") for a, b in parts], [Leftover(a, b, TEXT[a:b]) for a, b in left], [Flag(a, b, "x", "?") for a, b in doubts])
    runs = runs_of(TEXT, draft, {}, "terms")
    assert "".join(run.text for run in runs) == TEXT and all(run.text for run in runs)
