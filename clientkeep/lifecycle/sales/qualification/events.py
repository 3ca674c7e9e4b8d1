"""The facts that this room announces. Answers stand in their rows, never in a payload."""

from clientkeep.workspace.journal import declare

_P, _C = ("title", "client"), ("criterion",)
Qualified = declare("opportunity.qualified", "{actor} judged the opportunity “{title}”: {score} of 100", "sales", sign="list-checks", payload=(*_P, "score"))
LetPast = declare("opportunity.let_past", "{actor} let the opportunity “{title}” into {stage} all the same: {reason}", "sales", sign="shield", payload=(*_P, "stage", "reason"))
CriterionAdded = declare("criterion.added", "{actor} added “{criterion}” to the qualification", "change", sign="list-plus", payload=_C)
CriterionChanged = declare("criterion.changed", "{actor} changed “{criterion}” in the qualification", "change", sign="list-checks", payload=_C)
CriterionMoved = declare("criterion.moved", "{actor} moved “{criterion}” in the qualification {where}", "change", sign="list-checks", payload=(*_C, "where"))
CriterionRetired = declare("criterion.retired", "{actor} took “{criterion}” out of the qualification", "change", sign="list-minus", payload=_C)
