"""Forms about a plan: a line, another day, and why a contact is left out."""

from typing import Any

from django import forms

from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .model import LONGEST, PlanLine
from .rules import CHANNELS, UNITS, read_period, write_period


class LineForm(StrictForm):
    """One line of a plan."""

    contact = forms.ModelChoiceField(label="Who", queryset=Contact.objects.none(), required=False, empty_label="Anybody there")
    channel = forms.ChoiceField(label="How", choices=CHANNELS, required=False)
    every = forms.IntegerField(label="Every", min_value=1, max_value=365, error_messages={"required": "Say how often."})
    unit = forms.ChoiceField(label="Days, weeks or months", choices=UNITS)
    owner = forms.ModelChoiceField(label="From whom", queryset=Member.objects.none(), required=False, empty_label="Anybody of us")
    purpose = forms.CharField(label="What for", max_length=LONGEST, required=False)

    def __init__(self, acting: Acting, client: Client, data: Any = None, line: PlanLine | None = None) -> None:
        super().__init__(data, auto_id="line_%s", initial=_said(line) if line else {"every": 2, "unit": "week", "owner": client.owner_id})
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client)
        members = Member.objects.filter(workspace=acting.workspace, disabled_at=None)
        self.fields["owner"].queryset = members.select_related("user")

    @property
    def values(self) -> dict[str, Any]:
        """What the verbs take."""
        said = dict(self.cleaned_data)
        return {**said, "every": write_period(said["every"], said.pop("unit"))}


class DayForm(StrictForm):
    """Another day for the next contact."""

    day = forms.DateField(label="New day", widget=DateInput(), error_messages={"required": "Choose the new day."})


class SkipForm(StrictForm):
    """Why the next contact is left out."""

    because = forms.CharField(label="Why it is left out", max_length=LONGEST, error_messages={"required": "Say why, in a few words."})


def _said(line: PlanLine) -> dict[str, Any]:
    count, unit = read_period(line.every)
    return {
        "contact": line.contact_id, "channel": line.channel, "every": count, "unit": unit, "owner": line.owner_id,
        "purpose": line.purpose,
    }  # fmt: skip
