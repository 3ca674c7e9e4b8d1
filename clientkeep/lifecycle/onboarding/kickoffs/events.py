"""What happens to a kickoff. What was said stands in its log entry and its rows, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("client", "title")
KickoffPlanned = declare("kickoff.planned", "{actor} planned the kickoff “{title}”{when}", "meeting", sign="flag", payload=(*_P, "when"))
KickoffChanged = declare("kickoff.changed", "{actor} changed the kickoff “{title}”: {what}", "meeting", sign="calendar-clock", payload=(*_P, "what"))
AgendaSent = declare("kickoff.agenda_sent", "{actor} sent the agenda of “{title}” to {to}", "meeting", sign="send", payload=(*_P, "to"))
KickoffHeld = declare(
    "kickoff.held", "{actor} held the kickoff “{title}”: {outcome}", "meeting", sign="flag", payload=(*_P, "outcome"),
)  # fmt: skip
KickoffCancelled = declare("kickoff.cancelled", "{actor} cancelled the kickoff “{title}”: {because}", "meeting", sign="calendar-x", payload=(*_P, "because"))
