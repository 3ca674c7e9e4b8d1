"""Forms of surveys: a rule of the settings, and asking by hand."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.model import TIERS, Client
from clientkeep.relationship.clients.strict import StrictForm

from .rule import WHEN
from .rules import KINDS

_KINDS = [(kind.key, kind.label) for kind in KINDS.values()]
_HELP = "One on each line. A line that starts with “1-5:” is answered on a scale, any other in words."


def read_questions(text: str) -> list[dict[str, str]]:
    """Read a debrief's own questions, one on each line."""
    found = []
    for line in text.splitlines():
        words = " ".join(line.split())
        scale = words.replace("–", "-").startswith("1-5:")
        words = words[4:].strip() if scale else words
        if words:
            found.append({"words": words, "how": "scale" if scale else "text"})
    return found


def write_questions(questions: list[dict[str, str]]) -> str:
    """Write them as the form shows them."""
    return "\n".join(f"1-5: {each['words']}" if each["how"] == "scale" else each["words"] for each in questions)


class _Asked(StrictForm):
    kind = forms.ChoiceField(label="Kind", choices=_KINDS)
    question = forms.CharField(label="Question", max_length=300, required=False, help_text="Empty: our own words for the kind.")
    more = forms.CharField(
        label="A debrief's own questions", max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_HELP
    )

    def clean_more(self) -> list[dict[str, str]]:
        return read_questions(self.cleaned_data["more"])


class RuleForm(_Asked):
    """When the firm asks by itself."""

    when = forms.ChoiceField(label="When", choices=WHEN)
    days = forms.IntegerField(label="Days", min_value=0, max_value=730)
    tier = forms.ChoiceField(label="Whom", choices=[("", "All clients"), *((key, f"Tier {name}") for key, name in TIERS if key)], required=False)
    low_at = forms.IntegerField(label="A low answer is at most", required=False, min_value=0, max_value=10, help_text="It opens a case.")
    high_at = forms.IntegerField(label="A high answer is at least", required=False, min_value=0, max_value=10, help_text="It offers to ask for a testimonial or a referral.")
    field_order = ["kind", "when", "days", "tier", "question", "more", "low_at", "high_at"]


class AskForm(_Asked):
    """Ask one contact now."""

    contact = forms.ChoiceField(label="Whom")
    field_order = ["contact", "kind", "question", "more"]

    def __init__(self, client: Client, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in client.people if person.email}
        self.fields["contact"].choices = [(key, str(person)) for key, person in self.people.items()]
