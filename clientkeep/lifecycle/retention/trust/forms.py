"""The settings page: the half-life, and the points of each signal."""

from typing import Any

from django import forms

from .signals import HEAVIEST, SIGNALS
from .weights import LONGEST, SHORTEST, TrustWeights


class WeightsForm(forms.Form):
    """A whole number for each signal; zero lets it count for nothing."""

    half_life = forms.IntegerField(
        label="Days after which something counts half", min_value=SHORTEST, max_value=LONGEST,
        help_text="With 90 days, a call counts 2 points today, 1 after three months, half a point after six.",
    )  # fmt: skip

    def __init__(self, weights: TrustWeights, data: Any = None) -> None:
        points = {signal.key: weights.of_signal(signal.key) for signal in SIGNALS}
        super().__init__(data, initial={"half_life": weights.half_life, **points})
        for signal in SIGNALS:
            self.fields[signal.key] = forms.IntegerField(
                label=signal.label, min_value=-HEAVIEST, max_value=HEAVIEST, widget=forms.NumberInput(attrs={"step": 1})
            )

    @property
    def points(self) -> dict[str, int]:
        return {signal.key: self.cleaned_data[signal.key] for signal in SIGNALS}
