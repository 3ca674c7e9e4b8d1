"""The work, and what the client learns of it. The rooms' models are gathered here."""

from .projects.milestone import Milestone
from .projects.project import Project
from .updates.choice import ClientUpdateChoice, UpdateChoice
from .updates.model import StatusUpdate

__all__ = ["ClientUpdateChoice", "Milestone", "Project", "StatusUpdate", "UpdateChoice"]
