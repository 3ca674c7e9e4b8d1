"""Forms of a meeting step: a time for a person of the client, or a meeting that is booked already."""

import datetime as dt
from typing import Any

from django import forms

from clientkeep.lifecycle.sales.booking.offering import Offer
from clientkeep.lifecycle.sales.booking.times import write_when
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm

MOST, AHEAD = 120, dt.timedelta(days=30)


class BookForm(StrictForm):
    """Who comes, and when; a number where we call them."""

    contact = forms.ModelChoiceField(label="Who comes", queryset=Contact.objects.none(), empty_label=None)
    start = forms.ChoiceField(label="When", help_text="Free times of the next thirty days, in your own time zone.")
    phone = forms.CharField(label="The number that we call", max_length=60)

    def __init__(self, client: Client, kind: MeetingType, data: Any = None) -> None:
        super().__init__(data, auto_id="book_%s")
        offer = Offer(kind)
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client).exclude(email="").select_related("client__workspace")
        free = offer.starts(offer.first, offer.first + AHEAD)[:MOST]
        self.fields["start"].choices = [(each.isoformat(), write_when(each, kind.workspace.time_zone)) for each in free]
        if kind.place_kind != "phone":
            del self.fields["phone"]

    @property
    def start_at(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.cleaned_data["start"])


class TieForm(StrictForm):
    """A meeting that the client has booked already."""

    booking = forms.ModelChoiceField(label="Meeting", queryset=Booking.objects.none(), empty_label=None)

    def __init__(self, rows: Any, data: Any = None) -> None:
        super().__init__(data, auto_id="tie_%s")
        self.fields["booking"].queryset = rows
        self.fields["booking"].label_from_instance = lambda row: f"{row.meeting}, {write_when(row.starts_at, row.workspace.time_zone)}, {row.name}"
