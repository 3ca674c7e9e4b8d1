"""Forms of cases: opening one, a step, its letter, a cost, the outcome."""

from typing import Any

from django import forms

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.strict import PlainDecimalField, StrictForm

from .cost import KINDS
from .model import LONGEST, REASONS

_AREA = forms.Textarea(attrs={"rows": 5})


class _WithPeople(StrictForm):
    """A form with a choice among the client's people; `person` returns who was chosen."""

    def __init__(self, client: Client, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in client.people if self.takes(person)}
        self.fields[self.who].choices = [*self.nobody, *((key, str(person)) for key, person in self.people.items())]

    def takes(self, person: Any) -> bool:
        return True

    nobody: tuple = ()
    who = "contact"

    @property
    def person(self) -> Any:
        return self.people.get(self.cleaned_data.get(self.who, ""))


class OpenForm(_WithPeople):
    """Open a case."""

    about = forms.CharField(label="What is it about?", max_length=200, help_text="Stands in letters: “the delay of the launch”.")
    reason = forms.ChoiceField(label="Reason", choices=REASONS)
    contact = forms.ChoiceField(label="Who raised it?", required=False)
    text = forms.CharField(label="What happened?", max_length=LONGEST, required=False, widget=_AREA, help_text="Stays in the house.")
    nobody = (("", "Nobody in particular"),)


class LetterForm(_WithPeople):
    """A letter of a case, drafted, to be read and changed before it goes."""

    to = forms.ChoiceField(label="To")
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(label="Letter", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 12}))
    who = "to"

    def takes(self, person: Any) -> bool:
        return bool(person.email)


class OutcomeForm(LetterForm):
    """How it came out, and the letter that says so."""

    outcome = forms.CharField(label="How did it come out?", max_length=LONGEST, widget=_AREA, help_text="For the record, in your words.")
    field_order = ["outcome", "to", "subject", "text"]


class NoteForm(StrictForm):
    """What was done, or why a step is left out."""

    note = forms.CharField(label="What was done", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    act = forms.CharField(max_length=10)


class DayForm(StrictForm):
    """Another day for a step."""

    due_on = forms.DateField(label="Due", widget=DateInput())
    act = forms.CharField(max_length=10)


class CostForm(StrictForm):
    """A cost of the case: minutes, or an amount in a currency."""

    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=1, max_value=1440)
    amount = PlainDecimalField(label="Amount", places=3, noun="amount", required=False)
    currency = forms.ChoiceField(label="Currency")
    note = forms.CharField(label="Note", max_length=300, required=False)

    def __init__(self, currencies: list[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"].choices = [(code, code) for code in currencies]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        amount, currency = given.get("amount"), given.get("currency")
        if amount is not None and currency:
            if -amount.normalize().as_tuple().exponent > DECIMALS[currency]:
                self.add_error("amount", f"{currency} has {DECIMALS[currency] or 'no'} decimals.")
            else:
                given["money"] = Money.of(amount, currency)
        return given
