"""The form in which a recap is written."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm

from .model import LONGEST, LONGEST_SUBJECT


class RecapForm(StrictForm):
    """To whom, and what. `checked` is the digest of the text whose vague words were shown."""

    to = forms.ModelMultipleChoiceField(label="To", queryset=Contact.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(label="Subject", max_length=LONGEST_SUBJECT)
    text = forms.CharField(label="What was agreed", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 16}), strip=False)
    checked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    act = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, client: Client, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["to"].queryset = Contact.objects.current().filter(client=client).exclude(email="")

    def said(self) -> dict[str, Any]:
        """What the verbs take."""
        return {name: self.cleaned_data[name] for name in ("subject", "text")} | {"to": list(self.cleaned_data["to"])}
