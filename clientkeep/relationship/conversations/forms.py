"""The form that logs what was said, in one act."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.acting import Acting

from .model import KINDS, LONGEST, LONGEST_TALK


class LogForm(StrictForm):
    """A note, call, meeting, mail or message."""

    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    text = forms.CharField(label="What was said", max_length=LONGEST, error_messages={"required": "Write what was said."})
    contact = forms.ModelChoiceField(label="With", queryset=Contact.objects.none(), required=False)
    happened_at = forms.DateTimeField(
        label="When", required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
    )
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=1, max_value=LONGEST_TALK)

    def __init__(self, acting: Acting, client: Client, data: Any = None) -> None:
        super().__init__(data)
        self.zone = ZoneInfo(acting.workspace.time_zone)
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client)
        self.fields["contact"].error_messages["invalid_choice"] = "Choose a contact of this client."

    def clean_happened_at(self) -> Any:
        """The moment is typed as the firm's clock shows it."""
        moment = self.cleaned_data["happened_at"]
        return moment and moment.replace(tzinfo=self.zone)
