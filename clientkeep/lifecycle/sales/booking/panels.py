"""What booking shows on the client's page: the next meeting, else the last one."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from clientkeep.foundation.kept import Now
from clientkeep.relationship.clients.model import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.workspace.members.acting import Acting

from .booking import Booking
from .times import write_when


def _values(acting: Acting) -> Mapping[str, Any]:
    mine, now = Booking.objects.visible_to(acting), Now()
    return {"next": newest(mine.to_come(now), "starts_at"), "next_pk": newest(mine.to_come(now), "pk"), "last": newest(mine.past(now), "state")}


@sign("booking", _values, order=45)
def meeting_of(acting: Acting, client: Client, values: Mapping[str, Any]) -> SignLine | None:
    """The next meeting with its time; that they did not come to the last one."""
    if starts_at := values["next"]:
        words = write_when(starts_at, acting.workspace.time_zone)
        return SignLine("Next meeting", words, reverse("booking:booking", args=[values["next_pk"]]), "good")
    if values["last"]:
        missed = values["last"] == "missed"
        url = f"{reverse('booking:bookings')}?client={client.pk}&show=past"
        return SignLine("Last meeting", "They did not come" if missed else "Held", url, "waiting" if missed else "")
    return None
