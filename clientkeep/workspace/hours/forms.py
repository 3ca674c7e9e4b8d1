"""The forms of hours, closed days and absences. What is typed is checked by the verbs that keep it."""

from typing import Any

from django import forms
from django.forms import ChoiceField, DateField, DateInput

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member
from clientkeep.workspace.office import places

from .model import USUAL, WorkingHours
from .public_holidays import countries
from .rules import WEEKDAYS, Week, write_blocks


class HoursForm(forms.Form):
    """A week, a day a line; the zone and the public holidays that are free."""

    time_zone = ChoiceField(label="Time zone", required=False)
    country = ChoiceField(label="Public holidays of", required=False)
    region = forms.CharField(
        label="Region", required=False, max_length=10, help_text="Its code, such as BY or CA, where it has days of its own."
    )

    def __init__(self, data: Any, kept: WorkingHours | None, usual: WorkingHours) -> None:
        hours = kept or usual
        super().__init__(data, initial={
            "time_zone": hours.time_zone, "country": hours.country, "region": hours.region, **_typed(hours.blocks),
        })  # fmt: skip
        self.fields["time_zone"].choices = [("", "The firm’s"), *places.zones()]
        self.fields["country"].choices = [("", "None"), *countries()]
        for place, day in enumerate(WEEKDAYS):
            hint = "Like 9:00-13:00, 14:00-18:00. Empty is a day off." if place == 0 else ""
            self.fields[day.lower()] = forms.CharField(label=day, required=False, max_length=200, help_text=hint)
        self.order_fields([*(day.lower() for day in WEEKDAYS), "country", "region", "time_zone"])

    @property
    def days(self) -> list[str]:
        return [self.cleaned_data[day.lower()] for day in WEEKDAYS]

    @property
    def place(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("time_zone", "country", "region")}


class ClosedDaysForm(forms.Form):
    """Days on which the firm is closed."""

    name = forms.CharField(label="Why", max_length=100, help_text="Such as Summer break.")
    first = DateField(label="First day", widget=DateInput(attrs={"type": "date"}))
    last = DateField(label="Last day", required=False, widget=DateInput(attrs={"type": "date"}), help_text="Empty: one day.")


class AbsenceForm(forms.Form):
    """Who is away, when, who covers, and what clients are told."""

    member = forms.ModelChoiceField(label="Who", queryset=Member.objects.none())
    first = DateField(label="First day", widget=DateInput(attrs={"type": "date"}))
    last = DateField(label="Last day", widget=DateInput(attrs={"type": "date"}))
    cover = forms.ModelChoiceField(
        label="Who covers", queryset=Member.objects.none(), required=False, empty_label="Nobody: clients wait until you are back"
    )
    note = forms.CharField(
        label="What clients are told", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands in the letters beside the days and who covers.",
    )  # fmt: skip

    def __init__(self, acting: Acting, data: Any = None) -> None:
        super().__init__(data, initial={"member": acting.member.pk})
        people = Member.objects.filter(workspace=acting.workspace, disabled_at=None).select_related("user").order_by("user__name")
        self.fields["cover"].queryset = people.exclude(role="accountant")
        self.fields["member"].queryset = people if acting.may("members.manage") else people.filter(pk=acting.member.pk)


def usual_hours(acting: Acting) -> WorkingHours:
    """What holds for the firm until somebody says otherwise; not kept."""
    firm = acting.workspace
    known = {code for code, _ in countries()}
    return WorkingHours(workspace=firm, week=USUAL, country=firm.country if firm.country in known else "")


def _typed(week: Week) -> dict[str, str]:
    return {day.lower(): write_blocks(blocks) for day, blocks in zip(WEEKDAYS, week, strict=True)}
