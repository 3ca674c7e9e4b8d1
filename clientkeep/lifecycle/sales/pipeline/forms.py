"""Forms of the pipeline's settings."""

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from .rules import LONGEST_STALE


class StageForm(StrictForm):
    name = forms.CharField(label="Name", max_length=60)
    probability = forms.IntegerField(label="Probability in percent", min_value=0, max_value=100)
    stale_days = forms.IntegerField(label="Stale after days", min_value=1, max_value=LONGEST_STALE)
    least_score = forms.IntegerField(
        label="Score to enter it", min_value=0, max_value=100, required=False,
        help_text="What the qualification has to reach, without a red flag. Empty: everything may enter. The first stage has no gate.",
    )  # fmt: skip


class ReasonForm(StrictForm):
    reason = forms.CharField(label="Another reason", max_length=100)
