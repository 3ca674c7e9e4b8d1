"""The facts that this room announces. The words of letters stand in their messages, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("client", "sequence", "contact")
SequenceChanged = declare("sequence.changed", "{actor} changed the sequence {sequence}: {words}", "change", sign="list-ordered", payload=("sequence", "words"))
SequenceStarted = declare("sequence.started", "{actor} started the sequence {sequence} for {contact}", "mail", sign="list-start", payload=_P)
SequencePaused = declare("sequence.paused", "{actor} paused the sequence {sequence}", "mail", sign="pause", payload=_P)
SequenceResumed = declare("sequence.resumed", "{actor} let the sequence {sequence} go on", "mail", sign="play", payload=_P)
SequenceStopped = declare("sequence.stopped", "The sequence {sequence} stopped: {because}", "mail", sign="octagon-x", payload=(*_P, "because", "reason"))
SequenceFinished = declare("sequence.finished", "The sequence {sequence} is finished", "mail", sign="list-checks", payload=_P)
StepSkipped = declare("sequence.step_skipped", "{actor} skipped a step of {sequence}: {step}", "mail", sign="skip-forward", payload=(*_P, "step"))
TaskDone = declare("sequence.task_done", "{actor} did a task of {sequence}: {step}", "note", sign="circle-check", payload=(*_P, "step"))
