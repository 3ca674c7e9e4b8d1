"""The facts that this room announces. What was said in a case stands in its rows, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("client", "about_what")
CaseOpened = declare("case.opened", "A case was opened: {about_what}", "feedback", sign="life-buoy", payload=_P)
StepDone = declare("case.step_done", "{actor} did the step “{step}” in the case about {about_what}", "feedback", sign="circle-check", payload=(*_P, "step"))
StepSkipped = declare("case.step_skipped", "{actor} left out the step “{step}” in the case about {about_what}", "feedback", sign="circle-slash", payload=(*_P, "step"))
StepMoved = declare("case.step_moved", "{actor} put the step “{step}” of the case about {about_what} on {day}", "feedback", sign="calendar", payload=(*_P, "step", "day"))
CaseMoved = declare("case.moved", "{actor} says the case about {about_what} is {state}", "feedback", sign="route", payload=(*_P, "state"))
CaseResolved = declare("case.resolved", "{actor} resolved the case about {about_what} after {took}", "feedback", sign="badge-check", payload=(*_P, "took"))
CaseReopened = declare("case.reopened", "{actor} reopened the case about {about_what}", "feedback", sign="rotate-ccw", payload=_P)
CaseCosted = declare("case.costed", "{actor} put {amount} on the case about {about_what}", "feedback", sign="receipt", payload=(*_P, "amount"))
CaseGiven = declare("case.given", "{actor} gave the case about {about_what} to {owner}", "feedback", sign="user-check", payload=(*_P, "owner"))
