"""The facts that this stage announces; each room's own events are gathered here."""

from .credentials import events as credentials
from .expectations import events as expectations
from .intake import events as intake
from .kickoffs import events as kickoffs
from .playbooks import events as playbooks

__all__ = ["credentials", "expectations", "intake", "kickoffs", "playbooks"]
