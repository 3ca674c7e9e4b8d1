"""From facts to the lines of the account. Plain Python: no database, no clock."""

import datetime as dt
from collections.abc import Mapping, Sequence

from . import readers, silence  # noqa: F401  the readers register themselves
from .rules import Line
from .story import READERS, Bill, Fact, Story


def lines_of(facts: Sequence[Fact], bills: Mapping[str, Bill], now: dt.datetime) -> list[Line]:
    """Return every line of one client's account at a moment, oldest first; what comes after it is left out.

    `bills` are the client's invoices by id. Facts of one moment may come in any order and count the same.
    """
    story = Story(bills)
    for fact in sorted(facts, key=lambda fact: (fact.at, fact.id)):
        if fact.at > now:
            break
        if fact.by == "contact":
            story.visits.append(fact.at)
        if read := READERS.get(fact.slug):
            read(story, fact)
    silence.still_unpaid(story, now)
    silence.fewer_visits(story, now)
    silence.quiet(story, now)
    silence.promises_past_their_day(story, now)
    return sorted(story.lines, key=lambda line: (line.at, line.signal, line.about))
