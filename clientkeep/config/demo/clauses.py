"""What the studio's proposals say every time: its library of clauses, and a wording that was mended after a question."""

from collections.abc import Sequence

from clientkeep.lifecycle.agreements.models import Clause, Proposal
from clientkeep.lifecycle.agreements.proposals.clausing import with_clauses

from .firm import Firm
from .story import Story

ALWAYS = ("payment", "revisions", "ownership", "ending")
QUICKER = (
    "{client} looks at each part within 5 working days of its delivery and either accepts it or says in writing what differs from what was agreed. "
    "{firm} puts that right at no cost. A part on which nothing is said within these 5 working days counts as accepted."
)
ENDING = (
    "Either side may end this in writing with a notice of 30 days, and at once if the other side breaks it and does not put that right within 10 days of being told. "
    "{client} pays for what was done up to the end, and {firm} hands that over. A deposit is counted against it."
)


def library(story: Story) -> None:
    """The studio takes the ready-made clauses, leaves one out, and words two anew."""
    firm = story.firm
    story.on(428, lambda: Clause.add_ready_made(firm.workspace, firm.rowan), 10)
    story.on(427, lambda: _clause(firm, "late-payment").archive(firm.rowan), 10)
    story.on(200, lambda: _rewords(firm, "acceptance", QUICKER), 10)
    story.on(1, lambda: _rewords(firm, "ending", ENDING), 17)


def take(firm: Firm, paper: Proposal, ready: Sequence[str] = ALWAYS) -> None:
    """Put clauses into a draft."""
    rows = Clause.objects.filter(workspace=firm.workspace, ready__in=ready).standing().in_order()
    paper.arrange(firm.rowan, with_clauses(paper.content, rows))


def _rewords(firm: Firm, ready: str, body: str) -> None:
    clause = _clause(firm, ready)
    clause.reword(firm.rowan, title=clause.title, group=clause.group, body=body)


def _clause(firm: Firm, ready: str) -> Clause:
    return Clause.objects.get(workspace=firm.workspace, ready=ready)
