"""Forms of sequences: a name, when a step comes, a task, whom to start for, a letter to be read."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.relationship.rhythm.step_list import LONGEST

from .ready import READY
from .rules import HOURS, MOST_DAYS
from .steps import LONGEST_TASK

_HOURS = [(str(hour), f"{hour}:00") for hour in HOURS]


class NameForm(StrictForm):
    """A sequence's name."""

    name = forms.CharField(label="Name", max_length=LONGEST, help_text="How you find it; no client sees it.")


class NewForm(NameForm):
    """A new sequence, empty or with the steps of one of ours."""

    begin = forms.ChoiceField(label="Begin with", required=False, choices=[("", "No steps"), *((key, name) for key, (name, *_) in READY.items())])


class WhenForm(StrictForm):
    """When a step comes."""

    days = forms.IntegerField(label="Working days after the step before", min_value=0, max_value=MOST_DAYS, help_text="Of your own calendar. For the first step: after the start.")
    hour = forms.TypedChoiceField(label="Hour", choices=_HOURS, coerce=int, help_text="By the client’s clock.")

    @property
    def values(self) -> dict[str, Any]:
        return {"days": self.cleaned_data["days"], "hour": self.cleaned_data["hour"]}


class TaskForm(WhenForm):
    """A task, and when it comes."""

    field_order = ["what", "days", "hour"]
    what = forms.CharField(label="What is to be done", max_length=LONGEST_TASK)

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "what": self.cleaned_data["what"]}


class LetterForm(WhenForm):
    """When a letter comes, and whether somebody reads it first; its words are rows of their own."""

    beside = frozenset({"language", "subject", "text"})
    leaves = forms.ChoiceField(
        label="How it leaves", choices=[("approval", "Wait for my approval"), ("itself", "Send by itself")], widget=forms.RadioSelect,
    )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "by_itself": self.cleaned_data["leaves"] == "itself"}


class StartForm(StrictForm):
    """Which sequence, for whom."""

    sequence = forms.ChoiceField(label="Sequence")
    contact = forms.ChoiceField(label="Writes to")

    def __init__(self, client: Client, sequences: list[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sequences = {str(each.pk): each for each in sequences}
        self.people = {str(person.pk): person for person in client.people}
        self.fields["sequence"].choices = [(key, each.name) for key, each in self.sequences.items()]
        self.fields["contact"].choices = [(key, f"{person}{'' if person.email else ', no e-mail address'}") for key, person in self.people.items()]


class ApproveForm(StrictForm):
    """A letter that waits, to be read and changed before it goes."""

    beside = frozenset({"act"})
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(
        label="Letter", max_length=20_000, strip=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Your signature is added. Names in braces are filled in.",
    )  # fmt: skip
