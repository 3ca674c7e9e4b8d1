"""What this room announces."""

from clientkeep.workspace.journal import declare

TemplateChanged = declare(
    "template.changed", "{actor} changed the template {template}", "change", sign="pencil", payload=("template",)
)
TemplateRemoved = declare(
    "template.removed", "{actor} removed the template {template}", "change", sign="trash-2", payload=("template",)
)
MessageWithdrawn = declare(
    "message.withdrawn", "“{subject}” to {who} was taken back before it left", "mail", sign="mail-minus",
    payload=("client", "who", "subject"),
)  # fmt: skip
