"""Forms that refuse what they did not ask for: nobody sets a field that is not on the page."""

from decimal import Decimal
from typing import Any

from django import forms

from clientkeep.foundation.money import Money

from .once import FIELD

_ALWAYS = {"csrfmiddlewaretoken", "next", "version", "was", FIELD}


class StrictForm(forms.Form):
    """A form whose POST may hold its own fields and nothing else; `beside` names what its page asks for beside it."""

    required_css_class = ""
    beside: frozenset[str] = frozenset()

    def clean(self) -> dict[str, Any]:
        known = {self.add_prefix(name) for name in self.fields} | _ALWAYS | self.beside
        strangers = sorted(name for name in self.data if name not in known)
        if strangers:
            raise forms.ValidationError(f"{strangers[0][:40]} is not a field of this form. Nothing was saved.")
        return super().clean()


class PlainDecimalField(forms.CharField):
    """A number in ASCII digits with a point: no exponents, no underscores, no digits of other scripts."""

    def __init__(self, *, places: int = 4, noun: str = "number", **options: Any) -> None:
        self.places, self.noun = places, noun
        super().__init__(max_length=30, **options)

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value) or "").replace(" ", "")
        if not text:
            return None
        whole, point, part = text.partition(".")
        plain = whole.isascii() and whole.isdigit() and (not point or (part.isascii() and part.isdigit()))
        if not plain or len(whole) > 12 or len(part) > self.places:
            raise forms.ValidationError(f"Enter a {self.noun} like 80 or 80.50.")
        return Decimal(text)


class RateField(PlainDecimalField):
    """An amount an hour in major units; cleans to minor units of `currency`."""

    currency = "USD"

    def clean(self, value: Any) -> int | None:
        amount = super().clean(value)
        return None if amount is None else Money.of(amount, self.currency).minor

    def prepare_value(self, value: Any) -> Any:
        return f"{Money(value, self.currency).major:f}" if isinstance(value, int) else value
