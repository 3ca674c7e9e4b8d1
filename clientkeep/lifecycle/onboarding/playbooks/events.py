"""The facts that this room announces. The words of letters stand in their messages, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("client", "playbook")
PlaybookChanged = declare("playbook.changed", "{actor} changed the playbook {playbook}: {words}", "change", sign="book-open", payload=("playbook", "words"))
PlaybookStarted = declare("playbook.started", "The playbook {playbook} began: {because}", "note", sign="list-start", payload=(*_P, "because"))
PlaybookFinished = declare("playbook.finished", "The playbook {playbook} is finished", "note", sign="list-checks", payload=_P)
PlaybookStopped = declare("playbook.stopped", "{actor} stopped the playbook {playbook}: {because}", "note", sign="octagon-x", payload=(*_P, "because"))
StepDone = declare("playbook.step_done", "{step} is done", "note", sign="circle-check", payload=(*_P, "step", "side"))
StepSkipped = declare("playbook.step_skipped", "{actor} skipped {step}: {because}", "note", sign="skip-forward", payload=(*_P, "step", "because"))
StepBlocked = declare("playbook.step_blocked", "{step} waits for {because}", "note", sign="hourglass", payload=(*_P, "step", "because"))
StepUnblocked = declare("playbook.step_unblocked", "{step} goes on", "note", sign="play", payload=(*_P, "step"))
