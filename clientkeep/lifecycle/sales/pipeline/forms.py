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
    after_sending = forms.BooleanField(
        label="Opportunities come here when their proposal is sent", required=False, help_text="Only forward, and not past a gate that is shut. One stage has this mark."
    )


class ReasonForm(StrictForm):
    reason = forms.CharField(label="Another reason", max_length=100)
