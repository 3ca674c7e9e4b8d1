"""What counts how much for this firm: one row where it differs from the defaults. Changing it recomputes all history."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from .events import WeightsChanged
from .rules import HALF_LIFE
from .signals import HEAVIEST, SIGNALS

SHORTEST, LONGEST = 7, 730  # days


class TrustWeights(models.Model):
    """The firm's own points by signal, and the half-life in days."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, primary_key=True, related_name="+")
    half_life = models.PositiveIntegerField(default=HALF_LIFE, help_text="Days after which a line counts half")
    points = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=clock.now)

    @classmethod
    def of(cls, workspace: Workspace) -> "TrustWeights":
        """The firm's weights; the defaults where it has not changed any. Nothing is written."""
        return cls.objects.filter(workspace=workspace).first() or cls(workspace=workspace)

    def of_signal(self, key: str) -> int:
        return self.points.get(key, SIGNALS[key].points)

    @classmethod
    def change(cls, workspace: Workspace, by: Actor, half_life: int, points: dict[str, Any]) -> "TrustWeights":
        """Set the half-life (7 to 730 days) and the points by signal (-20 to 20). Raises Invalid with the field.

        Balances of all days follow at once: they are never stored but computed from what happened.
        """
        if not SHORTEST <= half_life <= LONGEST:
            raise Invalid(f"Choose between {SHORTEST} and {LONGEST} days.", "half_life")
        for key, value in points.items():
            if key not in SIGNALS:
                raise Invalid("This is no signal of the trust account.", key)
            if type(value) is not int or abs(value) > HEAVIEST:
                raise Invalid(f"Choose whole points between −{HEAVIEST} and {HEAVIEST}.", key)
        own = {key: value for key, value in points.items() if value != SIGNALS[key].points}
        with transaction.atomic():
            weights, _ = cls.objects.select_for_update().get_or_create(workspace=workspace)
            if (weights.half_life, weights.points) != (half_life, own):
                weights.half_life, weights.points, weights.changed_at = half_life, own, clock.now()
                weights.save()
                record(WeightsChanged, workspace_id=workspace.pk, by=by)
        return weights
