"""The form of a clause."""

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from . import rules

_FIELDS = "; ".join(f"{{{name}}} {what}" for name, what in rules.FIELDS.items())


class ClauseForm(StrictForm):
    """What a clause says. `edition` is the one that was read."""

    beside = frozenset({"edition"})
    title = forms.CharField(label="Heading", max_length=rules.LONGEST_TITLE)
    group = forms.ChoiceField(choices=list(rules.GROUPS.items()))
    body = forms.CharField(
        label="Words", max_length=2 * rules.LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"**bold**, *italic*, and - for lists. Filled in when it is sent: {_FIELDS}.",
    )  # fmt: skip
