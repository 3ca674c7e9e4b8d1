"""The forms that log what was said in one act, and correct it."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.acting import Acting

from .model import KINDS, LONGEST, LONGEST_TALK
from .promises.model import SIDES

LOG_KINDS = [*KINDS, ("decision", "Decision"), ("promise", "Promise")]
_MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class EntryForm(StrictForm):
    """What an entry says: kind, words, with whom, when and how long."""

    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    text = forms.CharField(label="What was said", max_length=LONGEST, error_messages={"required": "Write what was said."})
    contact = forms.ModelChoiceField(label="With", queryset=Contact.objects.none(), required=False)
    happened_at = forms.DateTimeField(
        label="When", required=False, input_formats=_MOMENTS
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


class LogForm(EntryForm):
    """A note, call, meeting, mail or message; or a decision or a promise on its own."""

    kind = forms.ChoiceField(label="Kind", choices=LOG_KINDS)
    side = forms.ChoiceField(label="Whose promise", choices=SIDES, required=False)
    due_on = forms.DateField(label="Due", required=False)


class CorrectionForm(EntryForm):
    """What an entry should have said. A field that is not sent stays as it was."""

    kind = forms.ChoiceField(label="Kind", choices=KINDS, required=False)
