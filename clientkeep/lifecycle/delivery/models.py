"""What the client learns of the work. The rooms' models are gathered here."""

from .updates.choice import ClientUpdateChoice, UpdateChoice
from .updates.model import StatusUpdate

__all__ = ["ClientUpdateChoice", "StatusUpdate", "UpdateChoice"]
