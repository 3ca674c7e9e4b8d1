"""The facts that this room announces. What was said at a meeting stands in its rows, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("prompt",)
GuideWritten = declare("opportunity.guide_written", "{actor} wrote in the first-meeting guide of “{title}”", "sales", sign="notebook-pen", payload=("title", "client"))
PromptAdded = declare("guide_prompt.added", "{actor} added “{prompt}” to the first-meeting guide", "change", sign="list-plus", payload=_P)
PromptChanged = declare("guide_prompt.changed", "{actor} changed “{prompt}” in the first-meeting guide", "change", sign="list-checks", payload=_P)
PromptMoved = declare("guide_prompt.moved", "{actor} moved “{prompt}” in the first-meeting guide {where}", "change", sign="list-checks", payload=(*_P, "where"))
PromptRetired = declare("guide_prompt.retired", "{actor} took “{prompt}” out of the first-meeting guide", "change", sign="list-minus", payload=_P)
