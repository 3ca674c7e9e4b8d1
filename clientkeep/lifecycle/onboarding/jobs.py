"""What this stage does by itself; each room's own jobs are gathered here."""

from .credentials import jobs as credentials
from .intake import jobs as intake
from .meetings import jobs as meetings

__all__ = ["credentials", "intake", "meetings"]
