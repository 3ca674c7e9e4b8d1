"""Forms of qualification: a checklist, a criterion, the answers about an opportunity, and letting it past a gate."""

from collections.abc import Mapping
from typing import Any

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from ..pipeline.stage import Stage
from .checklist import LONGEST_NAME, Checklist
from .criterion import Criterion
from .rules.formula import LONGEST as LONGEST_FORMULA
from .rules.grades import KINDS, LONGEST
from .rules.ready import HEAVIEST

YES_NO = "Yes = 100\nNo = 0"


class CriterionForm(StrictForm):
    """One criterion; the lines say what each answer earns."""

    label = forms.CharField(label="What do you ask?", max_length=200, help_text="Such as Budget, or Who decides is at the table.")
    kind = forms.ChoiceField(label="Kind of answer", choices=list(KINDS.items()))
    lines = forms.CharField(
        label="What each answer earns", max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One a line: Yes = 100, No = 0. Write “out” instead of points for an answer that rules the work out. For a number or a formula, "
        "a line holds from its number upwards: 5000 = 60.",
    )  # fmt: skip
    weight = forms.IntegerField(label="Weight", min_value=0, max_value=HEAVIEST, initial=10, help_text="0 for a number that only formulas use.")
    key = forms.CharField(label="Name in formulas", max_length=40, required=False, help_text="Only for a number, such as traffic.")
    formula = forms.CharField(
        label="Formula", max_length=LONGEST_FORMULA, required=False, help_text="Only for a formula: traffic * conversion * 0.02. Signs: + - * / and brackets."
    )

    @classmethod
    def of(cls, criterion: Criterion, data: Any = None) -> "CriterionForm":
        plain = {name: getattr(criterion, name) for name in ("label", "kind", "weight", "key", "formula")}
        return cls(data, initial={**plain, "lines": "\n".join(criterion.lines)})

    @property
    def values(self) -> dict[str, Any]:
        """What Criterion takes."""
        return {**self.cleaned_data, "lines": self.cleaned_data["lines"].splitlines()}


class ChecklistForm(StrictForm):
    """A checklist's name, and the score at which gates open for what is judged by it."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME, help_text="Such as Shops, or Small jobs.")
    threshold = forms.IntegerField(
        label="Score at which gates open", min_value=0, max_value=100, required=False, help_text="Empty: the score that each stage asks for."
    )  # fmt: skip

    @classmethod
    def of(cls, checklist: Checklist, data: Any = None) -> "ChecklistForm":
        return cls(data, initial={"name": checklist.name, "threshold": checklist.threshold})


class NewChecklistForm(ChecklistForm):
    """A checklist that begins with what another one asks."""

    like = forms.ChoiceField(label="Begin with what this one asks", help_text="You change the copy; this one stays as it is.")

    def __init__(self, lists: list[Checklist], data: Any = None) -> None:
        super().__init__(data)
        self.lists = {str(each.pk): each for each in lists}
        self.fields["like"].choices = [(key, str(each)) for key, each in self.lists.items()]

    @property
    def model(self) -> Checklist:
        return self.lists[self.cleaned_data["like"]]


class ChooseForm(StrictForm):
    """By which checklist an opportunity is judged."""

    checklist = forms.ChoiceField(label="Judge it by")

    def __init__(self, lists: list[Checklist], now: Checklist, data: Any = None) -> None:
        super().__init__(data, auto_id="choose_%s", initial={"checklist": str(now.pk)})
        self.lists = {str(each.pk): each for each in lists}
        self.fields["checklist"].choices = [(key, str(each)) for key, each in self.lists.items()]

    @property
    def chosen(self) -> Checklist:
        return self.lists[self.cleaned_data["checklist"]]


class AnswersForm(StrictForm):
    """An answer to each criterion, and beside it what stood there when the page was shown."""

    def __init__(self, criteria: list[Criterion], answers: Mapping[Any, str], data: Any = None) -> None:
        super().__init__(data)
        self.asked = {str(each.pk): each for each in criteria if each.kind != "formula"}
        for name, each in self.asked.items():
            now = answers.get(each.pk, "")
            self.fields[name] = _field(each, now)
            self.fields[f"was-{name}"] = forms.CharField(required=False, max_length=LONGEST, initial=now, widget=forms.HiddenInput)

    @property
    def shown(self) -> list[forms.BoundField]:
        """What is asked, without what stood there."""
        return [self[name] for name in self.asked]

    def renewed(self, criteria: list[Criterion], answers: Mapping[Any, str]) -> "AnswersForm":
        """The same form beside what stands there now: what one did not change follows, what one did is kept, with its errors."""
        data = self.data.copy()
        for name, each in self.asked.items():
            now = answers.get(each.pk, "")
            if data.get(name, "") == data.get(f"was-{name}", ""):
                data[name] = now
            data[f"was-{name}"] = now
        form = AnswersForm(criteria, answers, data)
        form._errors = self.errors
        form.cleaned_data = self.cleaned_data
        return form

    @property
    def said(self) -> dict[Criterion, str]:
        return {each: self.cleaned_data.get(name, "") for name, each in self.asked.items()}

    @property
    def seen(self) -> dict[Criterion, str]:
        return {each: self.cleaned_data.get(f"was-{name}", "") for name, each in self.asked.items()}


class OverrideForm(StrictForm):
    """Into which stage it may go all the same, and why."""

    stage = forms.ChoiceField(label="Let it into")
    reason = forms.CharField(label="Why all the same?", max_length=300, help_text="It stands on the timeline.")

    def __init__(self, stages: list[Stage], data: Any = None) -> None:
        super().__init__(data, auto_id="past_%s")
        self.stages = {str(stage.pk): stage for stage in stages}
        self.fields["stage"].choices = [(key, str(stage)) for key, stage in self.stages.items()]

    @property
    def stage_chosen(self) -> Stage:
        return self.stages[self.cleaned_data["stage"]]


def _field(each: Criterion, now: str) -> forms.Field:
    usual = {"label": each.label, "required": False, "initial": now}
    if each.kind == "number":
        return forms.CharField(**usual, max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    answers = [grade.answer for grade in each.graded]
    # An answer that the firm no longer offers stays chosen until somebody chooses another.
    gone = [now] if now and now not in answers else []
    return forms.ChoiceField(**usual, choices=[("", "Not answered"), *((words, words) for words in (*answers, *gone))])
