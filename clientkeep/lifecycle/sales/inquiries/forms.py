"""Forms of the firm's pages of inquiries."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.acting import Acting

from ..opportunities.forms import members
from ..qualification.checklist import Checklist
from . import rules
from .form import InquiryForm

BLANK = 3


class AcceptForm(StrictForm):
    title = forms.CharField(label="What is it about?", max_length=200)


class DeclineForm(StrictForm):
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(label="Letter", max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}))
    referred_to = forms.CharField(label="Referred to", max_length=300, required=False, help_text="Whom you named in the letter. Kept here; name them in the letter too.")


class SettingForm(StrictForm):
    """The firm's form: its words, who answers, where it may be shown, and a row for each thing that it asks."""

    active = forms.BooleanField(label="The form is open", required=False)
    title = forms.CharField(label="Heading", max_length=200)
    intro = forms.CharField(label="Words above the form", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    thanks = forms.CharField(
        label="Words once it was sent", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A web address becomes a link: put in the one of a meeting, and they can book it at once.",
    )  # fmt: skip
    owner = forms.ChoiceField(label="Who answers", required=False)
    checklist = forms.ChoiceField(label="Judge them by", required=False, help_text="The checklist of an inquiry that comes by this form, once it is an opportunity.")
    sites = forms.CharField(
        label="Sites that may show it in a frame", max_length=3_000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line, such as https://www.example.com. Empty: none.",
    )  # fmt: skip

    def __init__(self, acting: Acting, shown: InquiryForm, data: Any = None) -> None:
        plain = {name: getattr(shown, name) for name in ("active", "title", "intro", "thanks")}
        super().__init__(data, initial={**plain, "owner": str(shown.owner_id or ""), "checklist": str(shown.checklist_id or ""), "sites": "\n".join(shown.sites)})
        self.people = {str(member.pk): member for member in members(acting)}
        self.fields["owner"].choices = [("", "Anybody"), *((key, str(member)) for key, member in self.people.items())]
        self.lists = {str(each.pk): each for each in Checklist.objects.visible_to(acting).standing()}
        self.fields["checklist"].choices = [("", "The usual one"), *((key, str(each)) for key, each in self.lists.items())]
        self.rows = min(len(shown.fields) + BLANK, rules.MOST_FIELDS)
        for at in range(self.rows):
            self._ask(at, shown.fields[at] if at < len(shown.fields) else None)

    def _ask(self, at: int, each: dict[str, Any] | None) -> None:
        said = each or {"label": "", "kind": "text", "required": False, "choices": []}
        number = at + 1
        self.fields[f"label-{at}"] = forms.CharField(label=f"Question {number}", max_length=rules.LONGEST_LABEL, required=False, initial=said["label"])
        self.fields[f"kind-{at}"] = forms.ChoiceField(label=f"Answer {number}", choices=list(rules.KINDS.items()), initial=said["kind"], required=False)
        self.fields[f"choices-{at}"] = forms.CharField(label=f"Choices {number}", max_length=5_000, required=False, initial=", ".join(said["choices"]))
        self.fields[f"place-{at}"] = forms.IntegerField(label=f"Place {number}", min_value=1, max_value=99, required=False, initial=number)
        self.fields[f"required-{at}"] = forms.BooleanField(label=f"Question {number} has to be answered", required=False, initial=said["required"])

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if "-" not in name]

    @property
    def question_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}-{at}"] for name in ("label", "kind", "choices", "place", "required")] for at in range(self.rows)]

    @property
    def values(self) -> dict[str, Any]:
        """What InquiryForm.keep takes; rows without words are left out, the others stand by their place."""
        said = self.cleaned_data
        rows = [(said.get(f"place-{at}") or 99, at) for at in range(self.rows) if said.get(f"label-{at}")]
        fields = [
            {
                "label": said[f"label-{at}"], "kind": said.get(f"kind-{at}") or "text", "required": said.get(f"required-{at}", False),
                "choices": (said.get(f"choices-{at}") or "").split(","),
            }
            for _, at in sorted(rows)
        ]  # fmt: skip
        plain = {name: said[name] for name in ("active", "title", "intro", "thanks")}
        return {**plain, "owner": self.people.get(said["owner"]), "checklist": self.lists.get(said["checklist"]), "sites": said["sites"].splitlines(), "fields": fields}
