"""The facts that this room announces. What a clause says stands in its wordings, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("clause",)
ClauseWritten = declare("clause.written", "{actor} wrote the clause “{clause}”", "change", sign="file-plus", payload=_P)
ClauseReworded = declare("clause.reworded", "{actor} gave the clause “{clause}” its wording {edition}", "change", sign="file-pen", payload=(*_P, "edition"))
ClauseArchived = declare("clause.archived", "{actor} archived the clause “{clause}”", "change", sign="archive", payload=_P)
ClauseBroughtBack = declare("clause.brought_back", "{actor} brought back the clause “{clause}”", "change", sign="undo-2", payload=_P)
