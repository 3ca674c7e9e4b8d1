"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

_P = ("client", "project")
_M = (*_P, "milestone")
ProjectOpened = declare("project.opened", "The project “{project}” is planned: {because}", "change", sign="folder-plus", payload=(*_P, "because"))
ProjectChanged = declare("project.changed", "{actor} changed the project “{project}”: {what}", "change", sign="pencil", payload=(*_P, "what"))
ProjectStarted = declare("project.started", "{actor} started the project “{project}”", "change", sign="play", payload=_P)
ProjectFinished = declare("project.finished", "{actor} finished the project “{project}”", "change", sign="circle-check", payload=_P)
ProjectDropped = declare("project.dropped", "{actor} dropped the project “{project}”: {because}", "change", sign="circle-slash", payload=(*_P, "because"))
ProjectReopened = declare("project.reopened", "{actor} took the project “{project}” up again", "change", sign="rotate-ccw", payload=_P)
MilestoneAdded = declare("milestone.added", "{actor} added the milestone “{milestone}” to “{project}”", "change", sign="milestone", payload=_M)
MilestoneChanged = declare("milestone.changed", "{actor} changed the milestone “{milestone}” of “{project}”: {what}", "change", sign="pencil", payload=(*_M, "what"))
MilestoneMoved = declare(
    "milestone.moved", "{actor} moved the milestone “{milestone}” of “{project}” from {before} to {after}: {because}", "change",
    sign="calendar", payload=(*_M, "before", "after", "because"), shown_to_client=True,
)  # fmt: skip
MilestoneReached = declare("milestone.reached", "The milestone “{milestone}” of “{project}” is reached", "change", sign="circle-check", payload=_M, shown_to_client=True)
MilestoneReopened = declare("milestone.reopened", "{actor} took up the milestone “{milestone}” of “{project}” again", "change", sign="rotate-ccw", payload=_M)
MilestoneDropped = declare("milestone.dropped", "{actor} dropped the milestone “{milestone}” of “{project}”", "change", sign="circle-slash", payload=_M)
