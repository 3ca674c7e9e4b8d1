"""Forms of this room: what gates wait for, and an override with its reason."""

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from .facts import all_facts
from .model import LONGEST


class NeedsForm(StrictForm):
    """What holds before work starts. Nothing chosen: work starts at once."""

    needs = forms.MultipleChoiceField(label="Work may start once", required=False, widget=forms.CheckboxSelectMultiple)
    deposit_at_once = forms.BooleanField(
        label="Send the deposit invoice of a proposal at once", required=False,
        help_text="When the client accepts, it is issued and mailed. Each new proposal begins with this, and can say otherwise.",
    )  # fmt: skip

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["needs"].choices = [(each.slug, each.label) for each in all_facts()]


class OverrideForm(StrictForm):
    """Why work starts before what it waits for."""

    because = forms.CharField(
        label="Why does work start before that?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands on the client’s timeline; the client does not read it.",
    )  # fmt: skip
