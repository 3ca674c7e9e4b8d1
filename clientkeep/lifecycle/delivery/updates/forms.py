"""The forms of updates: the letter, and who gets one every week."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.model import STAGE_LABELS, TIERS
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm

from .choice import MODES, ClientUpdateChoice, UpdateChoice
from .model import LONGEST, LONGEST_SUBJECT
from .rules import WEEKDAYS

DAYS = list(enumerate(WEEKDAYS))
HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class UpdateForm(StrictForm):
    """To whom, and what. `checked` is the digest of the text whose vague words were shown."""

    to = forms.ModelMultipleChoiceField(label="To", queryset=Contact.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(label="Subject", max_length=LONGEST_SUBJECT)
    text = forms.CharField(label="Letter", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 18}), strip=False)
    checked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    act = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, client: Client, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["to"].queryset = Contact.objects.current().filter(client=client, no_mailings=False).exclude(email="")

    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        return {name: self.cleaned_data[name] for name in ("subject", "text")} | {"to": list(self.cleaned_data["to"])}


class ChoiceForm(StrictForm):
    """Who of the firm's clients gets an update by itself, and when."""

    is_on = forms.BooleanField(label="Draft an update every week", required=False)
    stages = forms.MultipleChoiceField(
        label="For clients in these stages", choices=list(STAGE_LABELS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    tiers = forms.MultipleChoiceField(label="And of these tiers", choices=TIERS, required=False, widget=forms.CheckboxSelectMultiple)
    weekday = forms.TypedChoiceField(label="On", choices=DAYS, coerce=int)
    hour = forms.TypedChoiceField(label="At", choices=HOURS, coerce=int)

    @classmethod
    def over(cls, chosen: UpdateChoice) -> "ChoiceForm":
        return cls(initial={name: getattr(chosen, name) for name in cls.base_fields})


class ClientChoiceForm(StrictForm):
    """The same for one client."""

    mode = forms.ChoiceField(label="Updates by themselves", choices=MODES, required=False)
    weekday = forms.TypedChoiceField(label="On", choices=[("", "The firm's day"), *DAYS], coerce=int, empty_value=None, required=False)
    hour = forms.TypedChoiceField(label="At", choices=[("", "The firm's hour"), *HOURS], coerce=int, empty_value=None, required=False)

    @classmethod
    def over(cls, chosen: ClientUpdateChoice) -> "ClientChoiceForm":
        return cls(initial={name: getattr(chosen, name) for name in cls.base_fields})
