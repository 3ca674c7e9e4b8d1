"""How the studio judges what may come: its two checklists, one formula, a gate, and the answers about three opportunities."""

from clientkeep.lifecycle.sales.models import Assessment, Checklist, Criterion, Opportunity, Stage
from clientkeep.lifecycle.sales.qualification.answering import answer
from clientkeep.lifecycle.sales.qualification.choosing import judge_by
from clientkeep.lifecycle.sales.qualification.copying import add_copy

from .firm import Firm
from .story import Story

NUMBERS = (("Visits a month", "visits"), ("Buyers of a hundred visits", "buyers"), ("What a buyer spends, in dollars", "spends"))
WORTH = {
    "label": "What a better site brings them in a year", "kind": "formula", "weight": 20, "formula": "visits * 12 * buyers / 100 * spends * 0.1",
    "lines": ["0 = 0", "5000 = 50", "20000 = 100"],
}  # fmt: skip
# Labels and packs are small: nobody reckons what they bring in, and the print run decides.
PRINT, PRINT_LEAST, PRINTED = "Print and packaging", 45, "Labels for a new cider"
RUN = {"label": "How many are printed", "kind": "number", "weight": 25, "lines": ["0 = 10", "1000 = 60", "5000 = 100"]}
# title, days ago, answers by the criterion's words
ANSWERS = (
    ("Website for a boat builder", 4, {
        "Budget": "Named, and it is enough", "Who decides is at the table": "Yes", "Need": "It costs them money now", "When it has to be done": "It is tight",
        "It is the work that we do best": "Yes", NUMBERS[0][0]: "2600", NUMBERS[1][0]: "0.5", NUMBERS[2][0]: "1400",
    }),
    ("Labels for a new cider", 29, {
        "Budget": "Far below what it takes", "Who decides is at the table": "No", "Need": "It would be good to have", "It is the work that we do best": "Yes", RUN["label"]: "800",
    }),
    ("Brand for a cheese dairy", 3, {"Budget": "Not named yet", "Need": "It costs them money now"}),
)  # fmt: skip
GATE, LEAST = 2, 55


def qualifying(story: Story) -> None:
    """Criteria first, then answers, then the gate; what stood behind it by then stays."""
    firm = story.firm
    story.on(61, lambda: _print(firm), 8)
    story.on(60, lambda: _criteria(firm), 8)
    for title, days_ago, said in ANSWERS:
        story.on(days_ago, lambda title=title, said=said: _say(firm, title, said), 14)
    story.on(1, lambda: _guard(firm), 8)


def _criteria(firm: Firm) -> None:
    for label, key in NUMBERS:
        Criterion.add(Checklist.usual(firm.workspace), firm.rowan, label=label, kind="number", weight=0, key=key)
    Criterion.add(Checklist.usual(firm.workspace), firm.rowan, **WORTH)


def _print(firm: Firm) -> None:
    Criterion.add(add_copy(Checklist.usual(firm.workspace), firm.rowan, PRINT, PRINT_LEAST), firm.rowan, **RUN)


def _say(firm: Firm, title: str, said: dict[str, str]) -> None:
    found = Opportunity.objects.select_related("client", "workspace").get(workspace=firm.workspace, title=title)
    if title == PRINTED:
        judge_by(found, Checklist.objects.get(workspace=firm.workspace, name=PRINT), firm.june)
    answer(found, firm.june, {each: said[each.label] for each in Assessment.of(found).criteria if each.label in said})


def _guard(firm: Firm) -> None:
    gate = Stage.of(firm.workspace)[GATE]
    gate.change(firm.rowan, gate.name, gate.probability, gate.stale_days, LEAST)
