"""Forms of templates: keeping a proposal as one, and its name."""

from collections.abc import Sequence
from typing import Any

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from .model import LONGEST_NAME, ProposalTemplate


class NameForm(StrictForm):
    name = forms.CharField(max_length=LONGEST_NAME)


class KeepForm(StrictForm):
    """A new template by its name, or the next edition of one that is there."""

    template = forms.ChoiceField(label="Keep it as", required=False)
    name = forms.CharField(max_length=LONGEST_NAME, required=False, label="Name", help_text="Of a new template.")

    def __init__(self, standing: Sequence[ProposalTemplate], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.templates = {str(each.pk): each for each in standing}
        self.fields["template"].choices = [("", "A new template"), *((key, f"The next edition of “{each}”") for key, each in self.templates.items())]

    @property
    def chosen(self) -> ProposalTemplate | None:
        return self.templates.get(self.cleaned_data["template"])
