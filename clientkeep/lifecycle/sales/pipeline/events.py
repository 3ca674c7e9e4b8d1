"""The facts that the pipeline's settings announce."""

from clientkeep.workspace.journal import declare

_P = ("stage",)
StageAdded = declare("stage.added", "{actor} added the stage “{stage}” to the pipeline", "change", sign="columns-3", payload=_P)
StageChanged = declare("stage.changed", "{actor} changed the stage “{stage}” of the pipeline", "change", sign="columns-3", payload=_P)
StageMoved = declare("stage.moved", "{actor} moved the stage “{stage}” of the pipeline {where}", "change", sign="columns-3", payload=(*_P, "where"))
StageRetired = declare("stage.retired", "{actor} took the stage “{stage}” out of the pipeline", "change", sign="columns-3", payload=_P)
ReasonAdded = declare("lost_reason.added", "{actor} added “{reason}” to the reasons for losing", "change", sign="list-plus", payload=("reason",))
ReasonRetired = declare("lost_reason.retired", "{actor} took “{reason}” off the reasons for losing", "change", sign="list-minus", payload=("reason",))
SourceCosted = declare("source.costed", "{actor} noted that {source} cost {amount} in {month}", "change", sign="receipt", payload=("source", "amount", "month"))
