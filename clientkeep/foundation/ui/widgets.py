"""Inputs that our forms use where Django's own say too little."""

from collections.abc import Mapping
from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """The browser's own date field; values travel as YYYY-MM-DD."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, object] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}), format="%Y-%m-%d")


class SearchInput(forms.TextInput):
    """A search field."""

    input_type = "search"


class AffixedInput(forms.TextInput):
    """A text input with a fixed sign before or after it, such as a unit."""

    template_name = "ui/forms/affixed.html"

    def __init__(self, before: str = "", after: str = "", attrs: Mapping[str, object] | None = None) -> None:
        super().__init__(attrs={"class": "affixed__input", **(attrs or {})})
        self.before, self.after = before, after

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        return {**super().get_context(name, value, attrs), "before": self.before, "after": self.after}


class MoneyInput(AffixedInput):
    """An amount in major units beside its currency's sign. Reading what was typed is the form field's part."""

    def __init__(self, sign: str = "", attrs: Mapping[str, object] | None = None) -> None:
        defaults = {"inputmode": "decimal", "autocomplete": "off", "class": "affixed__input input--money"}
        super().__init__(before=sign, attrs={**defaults, **(attrs or {})})


class RadioCards(forms.RadioSelect):
    """A choice of few, each with a reason under it: `RadioCards({"card": "Through your own Stripe account."})`."""

    template_name = "ui/forms/radio_cards.html"

    def __init__(
        self, reasons: Mapping[str, str] | None = None, attrs: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(attrs=dict(attrs or {}))
        self.reasons = dict(reasons or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().create_option(name, value, *args, **kwargs),
            "reason": self.reasons.get(str(value), ""),
        }
