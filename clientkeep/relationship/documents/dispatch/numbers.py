"""The next number, asked before the first document of a kind is issued: the firm may come from another tool."""

from typing import Any

from django import forms

from ..models import NumberSeries


class NextNumberForm(forms.Form):
    """Where the series goes on."""

    next_number = forms.IntegerField(min_value=1, max_value=999_999_999)

    def __init__(self, document: Any, data: Any = None) -> None:
        super().__init__(data, initial={"next_number": 1})
        field = self.fields["next_number"]
        field.label = f"Your next {document.kind_row.label.lower()} number"
        shown = NumberSeries.coming(document.workspace, document.kind, document.issue_date.year)
        field.help_text = f"If you wrote some before, go on from there. As it stands the first one is {shown}."

    def keep(self, document: Any) -> None:
        """Let the series go on from the answer. Raises Conflict where numbers were given meanwhile."""
        if (seq := self.cleaned_data["next_number"]) > 1:
            NumberSeries.of(document.workspace, document.kind).start_at(document.issue_date.year, seq)


def asks_for_number(document: Any) -> bool:
    """Whether no number of this kind was ever given and the firm was not asked before."""
    if "issue" in document.workspace.asked_at or document.kind not in ("invoice", "quote", "estimate", "proposal", "contract"):
        return False
    return not NumberSeries.objects.filter(
        workspace=document.workspace, kind=document.kind, counters__last__gt=0
    ).exists()
