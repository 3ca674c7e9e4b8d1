"""Forms of the firm's pages of booking."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.hours.rules import WEEKDAYS, write_blocks
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from ..meeting_type import PLACES, MeetingType

_WEEK = tuple(day.lower() for day in WEEKDAYS)
PLAIN = (
    "name", "minutes", "place_kind", "place", "description", "buffer_before", "buffer_after", "notice_hours", "furthest_days",
    "most_a_day",
)  # fmt: skip


class MeetingTypeForm(StrictForm):
    """A meeting type as its page shows it."""

    name = forms.CharField(label="Name", max_length=100, help_text="As strangers read it, such as First call.")
    member = forms.ChoiceField(label="With whom")
    minutes = forms.IntegerField(label="Length in minutes", min_value=5, max_value=480)
    place_kind = forms.ChoiceField(label="Where", choices=PLACES)
    place = forms.CharField(
        label="Video link or address", max_length=300, required=False, help_text="A video link is told once the meeting is booked. Empty where you call them."
    )
    description = forms.CharField(label="What it is for", max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    questions = forms.CharField(
        label="What you ask", max_length=2_500, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="One question on each line; nobody has to answer."
    )
    buffer_before = forms.IntegerField(label="Minutes kept free before", min_value=0, max_value=240)
    buffer_after = forms.IntegerField(label="Minutes kept free after", min_value=0, max_value=240)
    notice_hours = forms.IntegerField(label="Least notice in hours", min_value=0, max_value=720)
    furthest_days = forms.IntegerField(label="Furthest day ahead", min_value=1, max_value=365, help_text="In days from today.")
    most_a_day = forms.IntegerField(label="At most a day", min_value=1, max_value=50, required=False, help_text="Empty: as many as fit.")
    hours = forms.ChoiceField(label="When it can be booked", choices=[("usual", "In the usual working hours"), ("own", "In the hours below")])

    def __init__(self, acting: Acting, kind: MeetingType | None, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, initial=_initial(acting, kind), **options)
        people = [kind.member] if kind else members_of(acting)
        self.people = {str(member.pk): member for member in people}
        self.fields["member"].choices = [(key, str(member)) for key, member in self.people.items()]
        for day, label in zip(_WEEK, WEEKDAYS, strict=True):
            self.fields[day] = forms.CharField(label=label, max_length=200, required=False, widget=forms.TextInput(attrs={"placeholder": "9:00-12:00, 14:00-16:00"}))

    @property
    def colleague(self) -> Member:
        return self.people[self.cleaned_data["member"]]

    @property
    def values(self) -> dict[str, Any]:
        """What MeetingType takes."""
        said = self.cleaned_data
        week = [said[day] for day in _WEEK] if said["hours"] == "own" else None
        return {**{name: said[name] for name in PLAIN}, "questions": said["questions"].splitlines(), "week": week}

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in _WEEK]

    @property
    def day_fields(self) -> list[forms.BoundField]:
        return [self[day] for day in _WEEK]


def members_of(acting: Acting) -> list[Member]:
    """With whom a meeting may be offered: oneself, and for who manages people every colleague who sees clients."""
    if not acting.may("members.manage"):
        return [acting.member]
    rows = Member.objects.filter(workspace=acting.workspace, disabled_at=None).select_related("user").order_by("created_at")
    mine = [acting.member]
    return mine + [member for member in rows if member.pk != acting.member.pk and member.may("clients.edit")]


def _initial(acting: Acting, kind: MeetingType | None) -> dict[str, Any]:
    shown = kind or MeetingType()
    week = kind.own_week if kind else None
    days = {day: write_blocks(week[at]) if week else "" for at, day in enumerate(_WEEK)}
    member = kind.member_id if kind else acting.member.pk
    return {
        **{name: getattr(shown, name) for name in PLAIN}, **days, "member": str(member), "hours": "own" if week else "usual",
        "questions": "\n".join(shown.questions),
    }  # fmt: skip


class NoteForm(StrictForm):
    note = forms.CharField(label="Notes", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 5}), help_text="For the firm alone.")


class CancelForm(StrictForm):
    reason = forms.CharField(label="Why", max_length=500, required=False, help_text="Stands in the letter to them.")


class ClientForm(StrictForm):
    client = forms.CharField(label="Name of the client", max_length=200, help_text="The company, or the person where there is none.")


class FeedForm(StrictForm):
    url = forms.CharField(
        label="Address of the calendar", max_length=2_000,
        help_text="Google: Settings, your calendar, “Secret address in iCal format”. Outlook: Settings, Shared calendars, Publish, ICS.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )  # fmt: skip
