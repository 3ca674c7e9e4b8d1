"""The facts that this room announces beside those of each client."""

from clientkeep.workspace.journal import declare

ImportFinished = declare("import.finished", "{actor} imported {file}: {words}", "change", sign="import", payload=("file", "words"))
ImportUndone = declare("import.undone", "{actor} undid the import of {file}: {words}", "change", sign="undo-2", payload=("file", "words"))
