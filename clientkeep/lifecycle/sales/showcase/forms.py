"""Forms of the firm's pages of case studies."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.acting import Acting

from . import rules
from .model import CaseStudy


def _part(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=rules.LONGEST, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": 5}))


class StudyForm(StrictForm):
    title = forms.CharField(label="Title", max_length=200)
    shown_as = forms.CharField(
        label="Whose it is, as readers are told", max_length=200, required=False, help_text="The client’s name, or words such as “A dental practice”."
    )
    situation = _part("The situation", "What the client needed, and why it mattered.")
    work = _part("What you did", "How you went about it.")
    result = _part("What came of it", "In plain words.")
    outcomes = forms.CharField(
        label="Outcomes in figures", max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, at most four: the figure, a stroke, what it says. Such as “+40 % | bookings in three months”.",
    )  # fmt: skip

    @classmethod
    def of(cls, study: CaseStudy, data: Any = None) -> "StudyForm":
        shown = {name: getattr(study, name) for name in ("title", "shown_as", *rules.PARTS)}
        return cls(data, initial={**shown, "outcomes": rules.lines_of(study.outcomes)})


class NewStudyForm(StudyForm):
    field_order = ("title", "client")
    client = forms.ChoiceField(label="Client", required=False, help_text="They are asked before anything is shown. Empty: it is about no client on record.")

    def __init__(self, acting: Acting, data: Any = None, client: str = "") -> None:
        super().__init__(data, initial={"client": client})
        self.clients = {str(each.pk): each for each in Client.objects.visible_to(acting).current().order_by("name")}
        self.fields["client"].choices = [("", "None"), *((key, each.name) for key, each in self.clients.items())]

    @property
    def values(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**said, "client": self.clients.get(said["client"])}


class AskForm(StrictForm):
    contact = forms.ChoiceField(label="Whom you ask")
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(label="Letter", max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}), help_text="{link} becomes the link to the page.")

    def __init__(self, study: CaseStudy, data: Any = None, **values: Any) -> None:
        super().__init__(data, **values)
        people = [each for each in study.client.people if each.email]
        self.people = {str(each.pk): each for each in people}
        self.fields["contact"].choices = [(key, str(each)) for key, each in self.people.items()]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if "{link}" not in text:
            raise forms.ValidationError("Leave {link} in the letter: it becomes the link by which they answer.")
        return text
