"""Inputs that our forms use where Django's own say too little."""

from collections.abc import Mapping

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
    """A choice of few, each with a reason: choices are (value, "Label") or (value, ("Label", "Reason"))."""

    template_name = "ui/forms/radio_cards.html"

    def create_option(self, name, value, label, *args, **kwargs):  # type: ignore[no-untyped-def]
        words, reason = label if isinstance(label, tuple | list) else (label, "")
        return {**super().create_option(name, value, words, *args, **kwargs), "reason": reason}

    def optgroups(self, name, value, attrs=None):  # type: ignore[no-untyped-def]
        # Django reads a (label, reason) pair as a named group of options; here it never is one.
        options = [
            self.create_option(name, key, words, str(key) in value, index, attrs=attrs)
            for index, (key, words) in enumerate(self.choices)
        ]
        return [(None, [option], index) for index, option in enumerate(options)]
