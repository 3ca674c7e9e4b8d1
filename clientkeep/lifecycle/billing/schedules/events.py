"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

_S = ("client", "number")
ScheduleBegun = declare("schedule.begun", "Invoice {number} comes again {words}", "document", sign="repeat", payload=(*_S, "words"))
OccurrenceDrafted = declare("schedule.drafted", "The next invoice after {number} is drafted", "document", sign="file-pen", payload=_S)
SchedulePaused = declare("schedule.paused", "{actor} paused the repetition of {number}", "document", sign="pause", payload=_S)
ScheduleResumed = declare("schedule.resumed", "{actor} took up the repetition of {number} again", "document", sign="play", payload=_S)
ScheduleEnded = declare("schedule.ended", "The repetition of {number} ended: {why}", "document", sign="square", payload=(*_S, "why"))
