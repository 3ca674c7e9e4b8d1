"""The facts that this stage announces; each room's own events are gathered here."""

from .playbooks import events as playbooks

__all__ = ["playbooks"]
