"""The form in which an expectations letter is written."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.relationship.conversations.response.rules import UNITS
from clientkeep.relationship.rhythm.plans.rules import UNITS as PERIODS
from clientkeep.relationship.rhythm.plans.rules import read_period, write_period

from .model import CHANNELS, LONGEST, LONGEST_SUBJECT, ExpectationsLetter


class LetterForm(StrictForm):
    """To whom, what it says, and what follows once it is acknowledged."""

    beside = frozenset({"act"})
    contact = forms.ModelChoiceField(label="To", queryset=Contact.objects.none(), required=False, empty_label="Nobody yet")
    subject = forms.CharField(label="Subject", max_length=LONGEST_SUBJECT)
    text = forms.CharField(label="Letter", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 24}), strip=False)
    amount = forms.IntegerField(label="We answer within", min_value=0, max_value=200)
    unit = forms.ChoiceField(label="Counted in", choices=list(UNITS.items()))
    channel = forms.ChoiceField(label="We stay in touch by", choices=CHANNELS)
    count = forms.IntegerField(label="Every", min_value=1, max_value=365, required=False, help_text="Empty: no line of the communication plan.")
    period = forms.ChoiceField(label="Days, weeks or months", choices=PERIODS)

    def __init__(self, client: Client, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=_as_typed(initial or {}))
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client).exclude(email="")

    @property
    def values(self) -> dict[str, Any]:
        """What the verbs take."""
        said = dict(self.cleaned_data)
        count, period = said.pop("count"), said.pop("period")
        return {**said, "every": write_period(count, period) if count else ""}


def values_of(letter: ExpectationsLetter) -> dict[str, Any]:
    """What stands in a letter, as the form begins."""
    return {name: getattr(letter, name) for name in ("contact", "subject", "text", "amount", "unit", "channel", "every")}


def _as_typed(values: dict[str, Any]) -> dict[str, Any]:
    count, period = read_period(values["every"]) if values.get("every") else (None, "week")
    return {**values, "count": count, "period": period}
