"""How the studio judges what may come: its criteria, one formula, a gate, and the answers about three opportunities."""

from clientkeep.lifecycle.sales.models import Criterion, Opportunity, Stage
from clientkeep.lifecycle.sales.qualification.answering import answer

from .firm import Firm
from .story import Story

NUMBERS = (("Visits a month", "visits"), ("Buyers of a hundred visits", "buyers"), ("What a buyer spends, in dollars", "spends"))
WORTH = {
    "label": "What a better site brings them in a year", "kind": "formula", "weight": 20, "formula": "visits * 12 * buyers / 100 * spends * 0.1",
    "lines": ["0 = 0", "5000 = 50", "20000 = 100"],
}  # fmt: skip
# title, days ago, answers by the criterion's words
ANSWERS = (
    ("Website for a boat builder", 4, {
        "Budget": "Named, and it is enough", "Who decides is at the table": "Yes", "Need": "It costs them money now", "When it has to be done": "It is tight",
        "It is the work that we do best": "Yes", NUMBERS[0][0]: "2600", NUMBERS[1][0]: "0.5", NUMBERS[2][0]: "1400",
    }),
    ("Labels for a new cider", 29, {
        "Budget": "Far below what it takes", "Who decides is at the table": "No", "Need": "It would be good to have", "It is the work that we do best": "Yes",
    }),
    ("Brand for a cheese dairy", 3, {"Budget": "Not named yet", "Need": "It costs them money now"}),
)  # fmt: skip
GATE, LEAST = 2, 55


def qualifying(story: Story) -> None:
    """Criteria first, then answers, then the gate; what stood behind it by then stays."""
    firm = story.firm
    story.on(60, lambda: _criteria(firm), 8)
    for title, days_ago, said in ANSWERS:
        story.on(days_ago, lambda title=title, said=said: _say(firm, title, said), 14)
    story.on(1, lambda: _guard(firm), 8)


def _criteria(firm: Firm) -> None:
    for label, key in NUMBERS:
        Criterion.add(firm.workspace, firm.rowan, label=label, kind="number", weight=0, key=key)
    Criterion.add(firm.workspace, firm.rowan, **WORTH)


def _say(firm: Firm, title: str, said: dict[str, str]) -> None:
    found = Opportunity.objects.select_related("client", "workspace").get(workspace=firm.workspace, title=title)
    answer(found, firm.june, {each: said[each.label] for each in Criterion.of(firm.workspace) if each.label in said})


def _guard(firm: Firm) -> None:
    gate = Stage.of(firm.workspace)[GATE]
    gate.change(firm.rowan, gate.name, gate.probability, gate.stale_days, LEAST)
