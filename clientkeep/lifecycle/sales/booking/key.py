"""BookingKey: the secret of a link by which whoever booked can move or cancel."""

from django.db import models

from clientkeep.foundation.link_key import LinkKey

from .booking import Booking


class BookingKey(LinkKey):
    """A key to one booking and nothing else."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="keys")

    joined = ("booking__kind__member__user", "booking__member__user", "booking__workspace")

    @classmethod
    def make(cls, booking: Booking) -> str:
        """Make a key; returns its secret, which is never readable again."""
        return cls.keep(booking=booking)

    @classmethod
    def opened_by(cls, secret: str) -> Booking | None:
        """Return the booking that a secret opens."""
        found = cls.of(secret)
        if found is None:
            return None
        found.booking.kind.workspace = found.booking.workspace
        return found.booking
