"""BookingKey: the secret of a link by which whoever booked can move or cancel. Stored hashed; each letter makes its own."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.secrets import hash_token, new_token

from .booking import Booking


class BookingKey(models.Model):
    """A key to one booking and nothing else."""

    id = Identity()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="keys")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    @classmethod
    def make(cls, booking: Booking) -> str:
        """Make a key; returns its secret, which is never readable again."""
        secret = new_token()
        cls.objects.create(booking=booking, secret_hash=hash_token(secret))
        return secret

    @classmethod
    def opened_by(cls, secret: str) -> Booking | None:
        """Return the booking that a secret opens."""
        rows = cls.objects.select_related("booking__kind__member__user", "booking__member__user", "booking__workspace")
        found = rows.filter(secret_hash=hash_token(secret)).first()
        if found is None:
            return None
        found.booking.kind.workspace = found.booking.workspace
        return found.booking
