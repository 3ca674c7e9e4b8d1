"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

FileAdded = declare(
    "file.added", "{actor} added the file {file}", "file", sign="paperclip", payload=("file", "version")
)
FileRemoved = declare("file.removed", "{actor} removed the file {file}", "file", sign="trash-2", payload=("file",))
FileRestored = declare(
    "file.restored", "{actor} brought the file {file} back", "file", sign="archive-restore", payload=("file",)
)
FileShown = declare(
    "file.shown", "{actor} shared the file {file} with the client", "file", sign="eye", payload=("file",),
    shown_to_client=True,
)  # fmt: skip
FileHidden = declare(
    "file.hidden", "{actor} stopped sharing the file {file}", "file", sign="eye-off", payload=("file",)
)
