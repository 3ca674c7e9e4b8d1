"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .credentials import panels as credentials
from .credentials import portal as credentials_portal
from .expectations import panels as expectations
from .expectations import portal as expectations_portal
from .expectations import step_kind as expectations_step
from .playbooks import panels as playbooks
from .playbooks import portal as playbooks_portal

__all__ = ["credentials", "credentials_portal", "expectations", "expectations_portal", "expectations_step", "playbooks", "playbooks_portal"]
