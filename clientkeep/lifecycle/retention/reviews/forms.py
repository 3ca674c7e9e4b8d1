"""What is decided on a card."""

from django import forms

from clientkeep.foundation.ui.widgets import DateInput

from .model import LONGEST


class CardForm(forms.Form):
    """A note for next time, and the next step."""

    step = forms.CharField(label="Next step", max_length=200, required=False)
    step_on = forms.DateField(label="On", required=False, widget=DateInput())
    note = forms.CharField(
        label="Note for next time", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only your firm reads it. It stands on this card at your next review.",
    )  # fmt: skip
