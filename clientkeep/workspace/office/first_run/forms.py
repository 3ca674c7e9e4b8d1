"""The four small questions of the first run."""

from zoneinfo import available_timezones

from django import forms

from .. import places
from ..settings.forms import LookForm, TradeField


class FirmForm(forms.Form):
    firm = forms.CharField(label="Your firm", max_length=200, help_text="Your own name is fine.")
    trade = TradeField()
    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        max_length=200,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 10 characters. Leave it empty to add a passkey under Your account instead.",
    )


class CountryForm(forms.Form):
    country = forms.ChoiceField(
        choices=places.countries,
        help_text="Currency, paper, time zone and the way figures are written follow; each can be changed.",
    )
    zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-own-zone": ""}))

    def clean_zone(self) -> str:
        typed = self.cleaned_data["zone"]
        return typed if typed in available_timezones() else ""


class FirstLookForm(LookForm):
    """The colour, asked the first time."""


class FirstClientForm(forms.Form):
    client = forms.CharField(label="Their name", max_length=200, required=False)
    email = forms.EmailField(label="Their e-mail", max_length=254, required=False)
