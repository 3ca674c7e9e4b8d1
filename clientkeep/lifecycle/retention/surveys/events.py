"""The facts that this room announces. Comments stand in the survey's row, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("client", "asked", "contact")
SurveySent = declare("survey.sent", "{contact} was asked “{asked}”", "feedback", sign="message-circle-question-mark", payload=_P)
SurveyAnswered = declare("survey.answered", "{contact} gave {words} for “{asked}”", "feedback", sign="message-circle-heart", payload=(*_P, "score", "words", "survey_kind", "low"))
AnswerChanged = declare("survey.changed", "{contact} changed the answer to “{asked}” to {words}, before {before}", "feedback", sign="pencil", payload=(*_P, "score", "words", "before", "survey_kind", "low"))
SurveyEnded = declare("survey.ended", "“{asked}” to {contact} ended without an answer: {why}", "feedback", sign="circle-slash", payload=(*_P, "why"))
RuleChanged = declare("survey.rule_changed", "{actor} changed when clients are asked: {words}", "change", sign="settings", payload=("words",))
