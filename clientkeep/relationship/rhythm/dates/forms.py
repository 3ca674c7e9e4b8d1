"""The form of an important date."""

from typing import Any

from django import forms

from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm

from .model import EDITABLE, LONGEST, LONGEST_NOTICE, ImportantDate
from .rules import KINDS


class DateForm(StrictForm):
    """A date: what, when, whose, and how long before it is told."""

    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    what = forms.CharField(label="What happens", max_length=LONGEST, error_messages={"required": "Say what happens on this day."})
    day = forms.DateField(label="Day", widget=DateInput())
    yearly = forms.BooleanField(label="Every year", required=False)
    notice_days = forms.IntegerField(label="Told how many days before", min_value=0, max_value=LONGEST_NOTICE)
    contact = forms.ModelChoiceField(label="Whose", queryset=Contact.objects.none(), required=False, empty_label="The client's")

    def __init__(self, client: Client, data: Any = None, date: ImportantDate | None = None) -> None:
        said = {name: getattr(date, name) for name in EDITABLE} if date else {"kind": "other", "notice_days": 7}
        super().__init__(data, auto_id="date_%s", initial=said)
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client)
