"""The facts that this room announces. What a template says stands in its editions, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("template",)
TemplateKept = declare("proposal_template.kept", "{actor} kept “{template}” as a template", "change", sign="copy-plus", payload=_P)
TemplateKeptAgain = declare("proposal_template.kept_again", "{actor} gave the template “{template}” its edition {edition}", "change", sign="copy-check", payload=(*_P, "edition"))
TemplateRenamed = declare("proposal_template.renamed", "{actor} renamed a template to “{template}”", "change", sign="pencil", payload=_P)
TemplateArchived = declare("proposal_template.archived", "{actor} archived the template “{template}”", "change", sign="archive", payload=_P)
TemplateBroughtBack = declare("proposal_template.brought_back", "{actor} brought back the template “{template}”", "change", sign="undo-2", payload=_P)
