"""Forms of the ledger: a day to look at, a gift, a change order."""

import uuid
from typing import Any

from django import forms

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.strict import PlainDecimalField, StrictForm

from .change_order import Added
from .model import LONGEST
from .rules import Agreed

ROWS = 4
MOST_ROUNDS = 99


class DayForm(forms.Form):
    """The day whose agreement is shown."""

    on = forms.DateField(label="As agreed on", required=False, widget=DateInput())


class PricedForm(StrictForm):
    """A form with prices in one currency."""

    def __init__(self, currency: str, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.currency = currency

    def minor(self, name: str) -> int | None:
        """The amount of a field in minor units; an error at it where the currency has fewer decimals."""
        amount, places = self.cleaned_data.get(name), DECIMALS[self.currency]
        if amount is None:
            return None
        if -amount.normalize().as_tuple().exponent > places:
            self.add_error(name, f"{self.currency} has {places or 'no'} decimals.")
            return None
        return Money.of(amount, self.currency).minor


class GiftForm(PricedForm):
    """An extra that is not charged."""

    what = forms.CharField(label="What do you give?", max_length=LONGEST, help_text="The client reads this in the portal, with its worth.")
    value = PlainDecimalField(label="What is it worth?", places=3, noun="value", widget=forms.TextInput(attrs={"inputmode": "decimal"}))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["minor"] = self.minor("value")
        return given


class ChangeForm(PricedForm):
    """A change of what is agreed: a few lines to add, and for each item whether it goes, moves, or is revised more often."""

    title = forms.CharField(label="What changes?", max_length=200, help_text="Such as A second landing page.")
    because = forms.CharField(label="Why?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Stands on the change order.")

    def __init__(self, currency: str, now: Agreed, data: Any = None) -> None:
        super().__init__(currency, data)
        self.now = now
        for at in range(ROWS):
            self.fields[f"what_{at}"] = forms.CharField(label="Add", max_length=LONGEST, required=False)
            self.fields[f"price_{at}"] = PlainDecimalField(label=f"Price in {currency}", places=3, noun="price", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
            self.fields[f"due_{at}"] = forms.DateField(label="By", required=False, widget=DateInput())
        for item in now.items:
            self.fields[f"out_{item.item}"] = forms.BooleanField(label="Take it out", required=False)
            self.fields[f"day_{item.item}"] = forms.DateField(label="By", required=False, widget=DateInput(), initial=item.due_on)
            self.fields[f"rounds_{item.item}"] = forms.IntegerField(
                label="Rounds of revision", min_value=0, max_value=MOST_ROUNDS, required=False, initial=item.revisions
            )

    @property
    def rows(self) -> list[tuple]:
        """The lines to add, as bound fields."""
        return [(self[f"what_{at}"], self[f"price_{at}"], self[f"due_{at}"]) for at in range(ROWS)]

    @property
    def adds_more(self) -> bool:
        """Whether more than the first line to add is filled in, so that the page shows them all."""
        return any(field.value() for row in self.rows[1:] for field in row)

    @property
    def items(self) -> list[tuple]:
        """What is agreed, each with the fields that change it."""
        return [(item, self[f"out_{item.item}"], self[f"day_{item.item}"], self[f"rounds_{item.item}"]) for item in self.now.items]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["added"] = [row for at in range(ROWS) if (row := self._added(at))]
        return given

    @property
    def values(self) -> dict[str, Any]:
        """What ChangeOrder.write takes."""
        said, keys = self.cleaned_data, [item.item for item in self.now.items]
        removed = [key for key in keys if said[f"out_{key}"]]
        stays = [key for key in keys if key not in removed]
        return {
            "title": said["title"], "because": said["because"], "added": said["added"], "removed": removed,
            "moved": self._given("day", stays), "allowed": self._given("rounds", stays),
        }  # fmt: skip

    def _given(self, name: str, keys: list[uuid.UUID]) -> dict[uuid.UUID, Any]:
        """What is filled in and differs. A day or number that is emptied stays as agreed."""
        return {key: value for key in keys if (value := self.cleaned_data[f"{name}_{key}"]) is not None and value != self.fields[f"{name}_{key}"].initial}

    def _added(self, at: int) -> Added | None:
        what, minor = self.cleaned_data.get(f"what_{at}", ""), self.minor(f"price_{at}")
        if not what:
            if minor is not None or self.cleaned_data.get(f"due_{at}"):
                self.add_error(f"what_{at}", "Say what is added.")
            return None
        if minor is None and f"price_{at}" not in self.errors:
            self.add_error(f"price_{at}", "Say what it costs; 0 where it costs nothing.")
        return Added(what, minor or 0, self.cleaned_data.get(f"due_{at}"))
