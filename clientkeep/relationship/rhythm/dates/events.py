"""What happens to important dates."""

from clientkeep.workspace.journal import declare

_KEYS = ("client", "what", "day")

DateAdded = declare("date.added", "{actor} noted a date: {what}, {day}", "note", sign="calendar", payload=_KEYS)
DateChanged = declare("date.changed", "{actor} changed a date: {what}, {day}", "note", sign="pencil", payload=_KEYS)
DateSeenTo = declare("date.seen_to", "{actor} saw to {what}, {day}", "note", sign="check", payload=_KEYS)
DateRemoved = declare("date.removed", "{actor} took off a date: {what}, {day}", "note", sign="trash-2", payload=_KEYS)
DateReturned = declare("date.returned", "{actor} put back a date: {what}, {day}", "note", sign="rotate-ccw", payload=_KEYS)
