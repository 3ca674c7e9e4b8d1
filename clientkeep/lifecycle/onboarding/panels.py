"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .playbooks import panels as playbooks
from .playbooks import portal as playbooks_portal

__all__ = ["playbooks", "playbooks_portal"]
