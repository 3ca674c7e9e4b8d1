"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .credentials import panels as credentials
from .credentials import portal as credentials_portal
from .playbooks import panels as playbooks
from .playbooks import portal as playbooks_portal

__all__ = ["credentials", "credentials_portal", "playbooks", "playbooks_portal"]
