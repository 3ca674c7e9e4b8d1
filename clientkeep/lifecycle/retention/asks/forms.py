"""The form that approves an ask: whom, after which win, in which words."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.strict import StrictForm

from .model import WINS


class ApproveForm(StrictForm):
    """A letter that asks, drafted, to be read and changed before it goes."""

    contact = forms.ChoiceField(label="Whom")
    win = forms.ChoiceField(label="After which win?", choices=WINS)
    win_note = forms.CharField(label="What was it?", max_length=300, required=False)
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(label="Letter", max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}))

    def __init__(self, client: Client, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in client.people if person.email}
        self.fields["contact"].choices = [(key, str(person)) for key, person in self.people.items()]
