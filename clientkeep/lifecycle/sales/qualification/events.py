"""The facts that this room announces. Answers stand in their rows, never in a payload."""

from clientkeep.workspace.journal import declare

_P, _C, _L = ("title", "client"), ("criterion",), ("checklist",)
Qualified = declare("opportunity.qualified", "{actor} judged the opportunity “{title}”: {score} of 100", "sales", sign="list-checks", payload=(*_P, "score"))
JudgedAnew = declare("opportunity.judged_anew", "{actor} judges the opportunity “{title}” by “{checklist}”", "sales", sign="list-checks", payload=(*_P, "checklist"))
LetPast = declare("opportunity.let_past", "{actor} let the opportunity “{title}” into {stage} all the same: {reason}", "sales", sign="shield", payload=(*_P, "stage", "reason"))
CriterionAdded = declare("criterion.added", "{actor} added “{criterion}” to the qualification", "change", sign="list-plus", payload=_C)
CriterionChanged = declare("criterion.changed", "{actor} changed “{criterion}” in the qualification", "change", sign="list-checks", payload=_C)
CriterionMoved = declare("criterion.moved", "{actor} moved “{criterion}” in the qualification {where}", "change", sign="list-checks", payload=(*_C, "where"))
CriterionRetired = declare("criterion.retired", "{actor} took “{criterion}” out of the qualification", "change", sign="list-minus", payload=_C)
ChecklistAdded = declare("checklist.added", "{actor} added the checklist “{checklist}”", "change", sign="list-plus", payload=_L)
ChecklistChanged = declare("checklist.changed", "{actor} changed the checklist “{checklist}”", "change", sign="list-checks", payload=_L)
ChecklistMadeUsual = declare("checklist.made_usual", "{actor} made “{checklist}” the usual checklist", "change", sign="list-checks", payload=_L)
ChecklistArchived = declare("checklist.archived", "{actor} archived the checklist “{checklist}”", "change", sign="list-minus", payload=_L)
ChecklistBroughtBack = declare("checklist.brought_back", "{actor} brought the checklist “{checklist}” back", "change", sign="list-plus", payload=_L)
