"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .credentials import panels as credentials
from .credentials import portal as credentials_portal
from .expectations import panels as expectations
from .expectations import portal as expectations_portal
from .expectations import step_kind as expectations_step
from .intake import panels as intake
from .intake import portal as intake_portal
from .kickoffs import panels as kickoffs
from .kickoffs import portal as kickoffs_portal
from .meetings import portal as meetings_portal
from .meetings import sending as meetings_letters
from .playbooks import panels as playbooks
from .playbooks import portal as playbooks_portal

__all__ = [
    "credentials", "credentials_portal", "expectations", "expectations_portal", "expectations_step", "intake", "intake_portal",
    "kickoffs", "kickoffs_portal", "meetings_letters", "meetings_portal", "playbooks", "playbooks_portal",
]  # fmt: skip
