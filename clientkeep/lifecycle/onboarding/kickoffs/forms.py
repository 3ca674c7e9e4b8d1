"""Forms of kickoffs: when and with whom, an item of the agenda, the letter with it, and why it is cancelled."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Member

from . import rules, sending
from .model import LONGEST, LONGEST_PLACE, LONGEST_REASON, MOST_MINUTES, PLAN, Kickoff

MOMENT = "%Y-%m-%dT%H:%M"
MOMENTS = [MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class MomentInput(forms.DateTimeInput):
    """The browser's own field for day and time, as the firm's clock shows it."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MOMENT)


class PlanForm(StrictForm):
    """When, where and with whom. A booked meeting gives the time."""

    title = forms.CharField(label="Name", max_length=LONGEST, help_text="The client reads it too.")
    booking = forms.ModelChoiceField(label="Booked meeting", queryset=Booking.objects.none(), required=False, empty_label="None, the time is typed below")
    starts_at = forms.DateTimeField(label="Day and time", required=False, input_formats=MOMENTS, widget=MomentInput())
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=1, max_value=MOST_MINUTES)
    place = forms.CharField(label="Place or link", required=False, max_length=LONGEST_PLACE)
    meeting_type = forms.ModelChoiceField(
        label="Or let the client choose a time", queryset=MeetingType.objects.none(), required=False, empty_label="No, we agree on it ourselves",
        help_text="While no time is set, the agenda in the portal leads to this meeting of yours. What they book becomes the time.",
    )  # fmt: skip
    contacts = forms.ModelMultipleChoiceField(
        label="From the client", queryset=Contact.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    members = forms.ModelMultipleChoiceField(label="From us", queryset=Member.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, client: Client, kickoff: Kickoff | None = None, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.zone = ZoneInfo(client.workspace.time_zone)
        self.fields["starts_at"].help_text = f"In {client.workspace.time_zone.replace('_', ' ')}. Empty: not agreed yet."
        booked = Booking.objects.filter(workspace=client.workspace, client=client)
        to_come = booked.to_come(clock.now())
        self.fields["booking"].queryset = to_come | booked.filter(pk=kickoff.booking_id) if kickoff and kickoff.booking_id else to_come
        self.fields["booking"].label_from_instance = lambda each: f"{each}, {_at(each.starts_at, self.zone)}"
        self.fields["meeting_type"].queryset = MeetingType.objects.filter(workspace=client.workspace)
        self.fields["contacts"].queryset = Contact.objects.current().filter(client=client).select_related("client")
        self.fields["members"].queryset = Member.objects.filter(workspace=client.workspace, disabled_at=None).select_related("user")

    def clean_starts_at(self) -> Any:
        """The moment is typed as the firm's clock shows it."""
        moment = self.cleaned_data["starts_at"]
        return moment and moment.replace(tzinfo=self.zone)

    @property
    def plan(self) -> dict[str, Any]:
        """What the verbs take. A booking that was let go leaves its time in the fields, where it was typed."""
        said = {name: self.cleaned_data[name] for name in PLAN}
        return {**said, "members": list(said["members"]), "contacts": list(said["contacts"])}


class NewForm(PlanForm):
    """A new kickoff: the same, and over which agreement."""

    field_order = ["title", "agreement"]
    agreement = forms.ModelChoiceField(
        label="About", queryset=Document.objects.none(), required=False, empty_label="No agreement yet",
        help_text="The agenda is drafted from what was agreed, from the intake form and the expectations letter.",
    )  # fmt: skip

    def __init__(self, client: Client, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(client, data=data, initial=initial)
        self.fields["agreement"].queryset = agreements_of(client)


class ItemForm(StrictForm):
    """One item of the agenda."""

    title = forms.CharField(label="What you speak about", max_length=rules.LONGEST_TITLE)
    text = forms.CharField(label="Details", required=False, max_length=2 * rules.LONGEST_TEXT, strip=False, widget=forms.Textarea(attrs={"rows": 8}))
    internal = forms.BooleanField(label="Only for us: the client does not see this item", required=False)


class AgendaForm(StrictForm):
    """The letter with the agenda, and to whom it goes."""

    beside = frozenset({"act"})
    to = forms.ModelMultipleChoiceField(label="To", queryset=Contact.objects.none(), widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(label="Subject", max_length=sending.LONGEST_SUBJECT)
    text = forms.CharField(label="Letter", max_length=sending.LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 24}), strip=False)

    def __init__(self, kickoff: Kickoff, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["to"].queryset = Contact.objects.current().filter(client=kickoff.client).exclude(email="").select_related("client")


class CancelForm(StrictForm):
    because = forms.CharField(label="Why", max_length=LONGEST_REASON)


def agreements_of(client: Client) -> Any:
    """What was agreed with a client and has a ledger, the newest first."""
    rows = Document.objects.filter(client=client, state="accepted", scope__isnull=False).exclude(kind="change_order")
    return rows.select_related("workspace").distinct().order_by("-decided_at", "-pk")


def plan_of(kickoff: Kickoff) -> dict[str, Any]:
    """What stands in a kickoff, as the form begins."""
    zone = ZoneInfo(kickoff.workspace.time_zone)
    said = {name: getattr(kickoff, name) for name in ("title", "booking", "minutes", "place", "meeting_type")}
    moment = kickoff.starts_at and kickoff.starts_at.astimezone(zone).replace(tzinfo=None)
    return {**said, "starts_at": moment, "members": list(kickoff.members.all()), "contacts": list(kickoff.contacts.all())}


def _at(moment: Any, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d %b %Y, %H:%M}"
