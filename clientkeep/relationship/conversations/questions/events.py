"""What this room announces."""

from clientkeep.workspace.journal import declare

QuestionSaved = declare(
    "question.saved", "{actor} saved a question for the next talk: {text}", "note", sign="circle-question-mark",
    payload=("client", "text"),
)  # fmt: skip
QuestionSettled = declare(
    "question.settled", "{actor} ticked off a question: {text}", "note", sign="check", payload=("client", "text")
)
