"""Forms of the pipeline's settings."""

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from .rules import LONGEST_STALE


class StageForm(StrictForm):
    name = forms.CharField(label="Name", max_length=60)
    probability = forms.IntegerField(label="Probability in percent", min_value=0, max_value=100)
    stale_days = forms.IntegerField(label="Stale after days", min_value=1, max_value=LONGEST_STALE)


class ReasonForm(StrictForm):
    reason = forms.CharField(label="Another reason", max_length=100)
