"""Forms about a decision: note it, put another in its place, withdraw it."""

from django import forms

from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.strict import StrictForm

from .model import LONGEST, LONGEST_NAME


class DecisionForm(StrictForm):
    """What was decided, when and by whom."""

    what = forms.CharField(label="What was decided", max_length=LONGEST, error_messages={"required": "Say what was decided."})
    decided_on = forms.DateField(label="On", required=False, widget=DateInput(), help_text="Without a day: today")
    decided_by = forms.CharField(label="By whom", required=False, max_length=LONGEST_NAME)


class WithdrawForm(StrictForm):
    """Why a decision holds no more."""

    because = forms.CharField(label="Why it holds no more", max_length=500, error_messages={"required": "Say why, in a few words."})
