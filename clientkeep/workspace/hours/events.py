"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

HoursChanged = declare("hours.changed", "{actor} changed the working hours of {whom}", "change", sign="clock", payload=("whom",))
ClosedDaysAdded = declare(
    "closed_days.added", "{actor} closed the firm for {name}, {first} to {last}", "change", sign="calendar-x",
    payload=("name", "first", "last"),
)  # fmt: skip
ClosedDaysRemoved = declare(
    "closed_days.removed", "{actor} opened the firm again for {name}, {first} to {last}", "change", sign="calendar-check",
    payload=("name", "first", "last"),
)  # fmt: skip
AbsencePlanned = declare(
    "absence.planned", "{whom} is away from {first} to {last}; {cover} covers", "change", sign="plane",
    payload=("whom", "first", "last", "cover"),
)  # fmt: skip
AbsenceCancelled = declare(
    "absence.cancelled", "{actor} cancelled the absence of {whom} from {first} to {last}", "change", sign="plane-landing",
    payload=("whom", "first", "last"),
)  # fmt: skip
