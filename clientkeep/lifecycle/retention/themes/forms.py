"""Forms of themes: adding one, its words, the decision, the letter."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from .model import DECISIONS, LONGEST
from .rules import read_words

_HELP = "One on each line. A comment that holds one of them is tagged by itself."


class _Words(StrictForm):
    words = forms.CharField(label="Words", max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_HELP)

    def clean_words(self) -> list[str]:
        return read_words(self.cleaned_data["words"])


class ThemeForm(_Words):
    """A new theme."""

    name = forms.CharField(label="Theme", max_length=100)
    field_order = ["name", "words"]


class WordsForm(_Words):
    """The words of a theme."""

    act = forms.CharField(max_length=10)


class DecisionForm(StrictForm):
    """What was changed, or why not."""

    decision = forms.ChoiceField(label="Decision", choices=DECISIONS)
    answer = forms.CharField(label="What was changed, or why it is not", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    act = forms.CharField(max_length=10)


class TellingForm(StrictForm):
    """The letter, and who gets it."""

    contacts = forms.MultipleChoiceField(label="Who is told", widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(label="Letter", max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}))

    def __init__(self, people: list[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        self.fields["contacts"].choices = [(key, f"{person}, {person.client}") for key, person in self.people.items()]
