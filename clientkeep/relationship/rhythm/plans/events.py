"""What happens to the lines of communication plans."""

from clientkeep.workspace.journal import declare

_KEYS = ("client", "who", "how", "day")

PlanLineAdded = declare("plan_line.added", "{actor} planned to talk with {who}: {how}", "note", sign="calendar-plus", payload=_KEYS)
PlanLineChanged = declare("plan_line.changed", "{actor} changed the plan for {who}: {how}", "note", sign="pencil", payload=_KEYS)
PlanLineMoved = declare(
    "plan_line.moved", "{actor} moved the next contact with {who} to {day}", "note", sign="calendar-clock", payload=(*_KEYS, "before")
)
PlanLineSkipped = declare(
    "plan_line.skipped", "{actor} skipped a contact with {who}: {because}", "note", sign="skip-forward",
    payload=(*_KEYS, "because", "before"),
)  # fmt: skip
PlanLineRemoved = declare("plan_line.removed", "{actor} took {who} out of the plan: {how}", "note", sign="calendar-minus", payload=_KEYS)
PlanLineReturned = declare("plan_line.returned", "{actor} put {who} back into the plan: {how}", "note", sign="rotate-ccw", payload=_KEYS)
SuggestionDismissed = declare(
    "plan_suggestion.dismissed", "{actor} wants no line in the plan for {who}: {quadrant}", "note", sign="x",
    payload=("client", "who", "quadrant"),
)  # fmt: skip
SuggestionReturned = declare(
    "plan_suggestion.returned", "{actor} wants a line in the plan for {who} suggested again: {quadrant}", "note", sign="rotate-ccw",
    payload=("client", "who", "quadrant"),
)  # fmt: skip
