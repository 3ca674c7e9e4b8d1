"""What this stage does when something is announced: each room's own reactions are gathered here."""

from .playbooks import reactions as playbooks

__all__ = ["playbooks"]
