"""Forms about a promise: put it on record, give it another day, drop it."""

from typing import Any

from django import forms

from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .model import LONGEST, SIDES


class PromiseForm(StrictForm):
    """A promise of either side."""

    side = forms.ChoiceField(label="Whose promise", choices=SIDES)
    what = forms.CharField(label="What was promised", max_length=LONGEST, error_messages={"required": "Say what was promised."})
    due_on = forms.DateField(label="By when", required=False, widget=DateInput())
    contact = forms.ModelChoiceField(label="Their person", queryset=Contact.objects.none(), required=False)
    member = forms.ModelChoiceField(label="Our person", queryset=Member.objects.none(), required=False)

    def __init__(self, acting: Acting, client: Client, data: Any = None) -> None:
        super().__init__(data, auto_id="promise_%s")
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client)
        self.fields["member"].queryset = Member.objects.filter(workspace=acting.workspace).select_related("user")


class MoveForm(StrictForm):
    """Another day for a promise."""

    due_on = forms.DateField(label="New day", widget=DateInput(), error_messages={"required": "Choose the new day."})
    because = forms.CharField(label="Why", max_length=LONGEST, required=False)


class DropForm(StrictForm):
    """Why a promise holds no more."""

    because = forms.CharField(label="Why it holds no more", max_length=LONGEST, error_messages={"required": "Say why, in a few words."})
