"""The form by which people are asked to sign."""

from collections.abc import Iterator
from typing import Any

from django import forms

from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Member

from .asked import Asked
from .model import LONGEST_NOTE
from .signer import LONGEST_REASON, ROLES

ROWS = 4
_ROLE_WORDS = [(role, words.capitalize()) for role, words in ROLES.items()]


class SigningForm(StrictForm):
    """Up to four people of the client, the firm's countersignature, and how they sign. Empty rows are left out."""

    in_order = forms.BooleanField(label="One after the other, in this order", required=False)
    member = forms.ModelChoiceField(Member.objects.none(), label="Who countersigns for your firm", required=False, empty_label="Nobody")
    with_code = forms.BooleanField(
        label="Ask each for a code that is mailed to them", required=False, help_text="It proves that who signs reads that mailbox."
    )
    expires_on = forms.DateField(label="Can be signed until", widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="A word to them", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}))
    form_token = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, document: Document, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["member"].queryset = Member.objects.filter(workspace=document.workspace, disabled_at=None).select_related("user")
        for row in range(ROWS):
            self.fields[f"name_{row}"] = forms.CharField(label="Name", max_length=200, required=False)
            self.fields[f"email_{row}"] = forms.EmailField(label="E-mail", required=False)
            self.fields[f"role_{row}"] = forms.ChoiceField(label="What they do", choices=_ROLE_WORDS, required=False)

    def rows(self) -> Iterator[list[Any]]:
        """The fields of each person, for the page."""
        return ([self[f"{part}_{row}"] for part in ("name", "email", "role")] for row in range(ROWS))

    def rest(self) -> list[Any]:
        """The other fields, for the page."""
        return [self[name] for name in ("member", "in_order", "with_code", "expires_on", "note")]

    def asked(self) -> list[Asked]:
        """Who is named."""
        said = self.cleaned_data
        people = [
            Asked(said[f"name_{row}"], said[f"email_{row}"], said[f"role_{row}"] or "signer")
            for row in range(ROWS) if said[f"name_{row}"] or said[f"email_{row}"]
        ]  # fmt: skip
        return [*people, *([Asked.of(said["member"])] if said["member"] else [])]


class EndForm(StrictForm):
    """Why a signing is taken back."""

    because = forms.CharField(label="Why", max_length=LONGEST_REASON, help_text="Those who were asked are told.")
