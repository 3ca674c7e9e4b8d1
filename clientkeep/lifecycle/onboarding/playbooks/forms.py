"""Forms of playbooks: its name and beginning, a step, whom to start for, a letter to be read, a reason."""

from collections.abc import Sequence
from typing import Any

from django import forms

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.relationship.rhythm.step_list import LONGEST
from clientkeep.workspace.members.models import Member

from .checking import LONGEST_TEXT, LONGEST_TITLE, LONGEST_VALUE
from .conditions import known_fields
from .model import BEGINS, Playbook
from .ready import READY
from .rules import MOST_DAYS
from .run import LONGEST_REASON
from .steps import SIDES, StepKind
from .work_field import WorkField, take_works


class PlaybookForm(StrictForm):
    """What it is called, and when it begins."""

    name = forms.CharField(label="Name", max_length=LONGEST, help_text="The client sees it above their own steps.")
    begins = forms.ChoiceField(label="It begins", required=False, choices=list(BEGINS.items()), widget=forms.RadioSelect)
    mentions = forms.CharField(
        label="Only for agreements that mention", required=False, max_length=LONGEST,
        help_text="Words from a title or a line, such as “website”. Empty: for all.",
    )  # fmt: skip


class NewForm(PlaybookForm):
    """A new playbook, empty or with the steps of one of ours."""

    field_order = ["name", "begin", "begins", "mentions"]
    begin = forms.ChoiceField(label="Its steps", required=False, choices=[("", "No steps yet"), *((key, name) for key, (name, *_) in READY.items())])


class StepForm(StrictForm):
    """One step of a playbook; what its kind does not need is not asked."""

    title = forms.CharField(label="What the step is", max_length=LONGEST_TITLE)
    side = forms.ChoiceField(label="Who does it", choices=list(SIDES.items()), widget=forms.RadioSelect)
    choice = forms.ChoiceField(label="Which one")
    days = forms.IntegerField(label="Working days", min_value=0, max_value=MOST_DAYS, help_text="Of your own calendar; 0 is at once.")
    after = forms.ChoiceField(label="After", required=False)
    only = forms.ChoiceField(label="Only if", required=False)
    value = forms.CharField(label="…is", required=False, max_length=LONGEST_VALUE, help_text="Needed where a field of the client is asked about.")
    owner = forms.ChoiceField(label="Who looks after it", required=False)
    leaves = forms.ChoiceField(label="How it leaves", choices=[("approval", "Wait for my approval"), ("itself", "Send by itself")], widget=forms.RadioSelect)
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(label="Text", required=False, max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea(attrs={"rows": 10}))

    def __init__(self, playbook: Playbook, kind: StepKind, before: list[dict[str, Any]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self._drop_what_is_not_asked()
        self.fields["after"].choices = [("", "The start"), *((step["key"], step["title"]) for step in before)]
        asked = [(f"step:{step['key']}:{end}", f"“{step['title']}” was {end}") for step in before for end in ("done", "skipped")]
        fields = [(f"field:{name}", f"The client’s {label[:1].lower()}{label[1:]}") for name, label in known_fields(playbook.workspace).items()]
        self.fields["only"].choices = [("", "Always"), *asked, *fields]
        people = Member.objects.filter(workspace=playbook.workspace, disabled_at=None).select_related("user")
        self.fields["owner"].choices = [("", "Whoever looks after the client"), *((str(each.pk), str(each)) for each in people)]
        if "text" in self.fields:
            self.fields["text"].required = kind.slug in ("letter", "acknowledgement")
            self.fields["text"].label = {"letter": "Letter", "acknowledgement": "What they acknowledge"}.get(kind.slug, "Details")

    def take_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer the things of which the step takes one."""
        asked = self.fields["choice"]
        asked.choices, asked.label, asked.required = choices, self.kind.choice_label, all(value for value, _ in choices)

    def _drop_what_is_not_asked(self) -> None:
        kind = self.kind
        wanted = {"side": len(kind.sides) > 1, "choice": kind.choices is not None, "leaves": kind.slug == "letter", "subject": kind.slug == "letter"}
        for name, is_asked in wanted.items():
            if not is_asked:
                del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        """The step as checking.py takes it."""
        said = self.cleaned_data
        return {
            "kind": self.kind.slug, "side": said.get("side", self.kind.sides[0]), "title": said["title"], "days": said["days"],
            "after": said["after"], "only": _condition(said["only"], said["value"]), "owner": said["owner"], "choice": said.get("choice", ""),
            "automatic": said.get("leaves") == "itself", "subject": said.get("subject", ""), "text": said["text"],
        }  # fmt: skip


def first_values(step: dict[str, Any]) -> dict[str, Any]:
    """A kept step as the form shows it."""
    only = step.get("only") or {}
    asked = f"step:{only['step']}:{only['is']}" if "step" in only else f"field:{only['field']}" if only else ""
    return {**step, "only": asked, "value": only.get("is", "") if "field" in only else "", "leaves": "itself" if step.get("automatic") else "approval"}


def _condition(asked: str, value: str) -> dict[str, str]:
    what, _, rest = asked.partition(":")
    if what == "field":
        return {"field": rest, "is": value}
    key, _, end = rest.partition(":")
    return {"step": key, "is": end} if what == "step" else {}


class StartForm(StrictForm):
    """Which playbook, and whom its letters go to."""

    playbook = forms.ChoiceField(label="Playbook")
    contact = forms.ChoiceField(label="Writes to", required=False)
    work = WorkField()

    def __init__(self, client: Client, playbooks: list[Playbook], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.playbooks = {str(each.pk): each for each in playbooks}
        self.people = {str(person.pk): person for person in client.people}
        self.fields["playbook"].choices = [(key, each.name) for key, each in self.playbooks.items()]
        take_works(self, client)
        self.fields["contact"].choices = [("", "Whom you usually write to"), *((key, f"{each}{'' if each.email else ', no e-mail address'}") for key, each in self.people.items())]


class ApproveForm(StrictForm):
    """A letter that waits, to be read and changed before it goes."""

    beside = frozenset({"act"})
    subject = forms.CharField(label="Subject", max_length=300)
    text = forms.CharField(
        label="Letter", max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Your signature is added. Names in braces are filled in.",
    )  # fmt: skip


class ReasonForm(StrictForm):
    """Why a step is skipped or blocked, or a run is stopped."""

    because = forms.CharField(label="Why", max_length=LONGEST_REASON)
