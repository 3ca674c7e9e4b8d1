"""The forms of credentials: asking for one, looking at one, ending one, handing one over."""

from typing import Any

from django import forms

from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm

from .model import LONGEST_LABEL, LONGEST_NOTE
from .rules import KINDS, Content
from .showing import LONGEST as LONGEST_REASON

ENDS = [("returned", "Return it: the client keeps the access"), ("destroyed", "Destroy it: it is not used any more")]


class AskForm(StrictForm):
    """What is needed, of whom, by when, and how long it is kept."""

    label = forms.CharField(label="What do you need access to?", max_length=LONGEST_LABEL, help_text="As the client knows it: “Login of the web host”")
    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    contact = forms.ModelChoiceField(label="Ask whom", queryset=Contact.objects.none(), empty_label=None)
    note = forms.CharField(label="A word to the client", max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(label="Needed by", widget=DateInput(), required=False)
    expires_on = forms.DateField(label="Destroyed after", widget=DateInput(), required=False, help_text="The last day on which you need it")

    def __init__(self, client: Client, data: Any = None) -> None:
        super().__init__(data, auto_id="ask_%s")
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client).exclude(email="")


class ReasonForm(StrictForm):
    """Why somebody looks."""

    because = forms.CharField(label="Why do you need to see it?", max_length=LONGEST_REASON, help_text="The client can read this.")


class AgainForm(StrictForm):
    """A word with the letter that asks anew."""

    note = forms.CharField(label="What is wrong with it?", max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class EndForm(StrictForm):
    """How it ends, and why."""

    how = forms.ChoiceField(label="What becomes of it?", choices=ENDS, widget=forms.RadioSelect)
    because = forms.CharField(label="Why", max_length=LONGEST_REASON)


class WithdrawForm(StrictForm):
    """Why it is not needed any more."""

    because = forms.CharField(label="Why it is not needed any more", max_length=LONGEST_REASON)


class EntryForm(StrictForm):
    """What the client enters. What was typed is never written back into a page, so a refused form is filled in anew."""

    address = forms.CharField(label="Where one signs in", required=False, strip=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    username = forms.CharField(label="User name", required=False, strip=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    secret = forms.CharField(
        label="Password or key", strip=False, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the password or the key."},
    )  # fmt: skip
    note = forms.CharField(label="Anything else we should know", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def content(self) -> Content:
        """Raises Invalid where it cannot be kept."""
        return Content.entered(self.cleaned_data)

    def emptied(self) -> "EntryForm":
        """The same form with its errors and without what was typed."""
        fresh = EntryForm({})
        fresh._errors, fresh.cleaned_data = self.errors, {}
        return fresh
