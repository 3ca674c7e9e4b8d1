"""What this room announces."""

from clientkeep.workspace.journal import declare

TemplateChanged = declare(
    "template.changed", "{actor} changed the template {template}", "change", sign="pencil", payload=("template",)
)
TemplateRemoved = declare(
    "template.removed", "{actor} removed the template {template}", "change", sign="trash-2", payload=("template",)
)
