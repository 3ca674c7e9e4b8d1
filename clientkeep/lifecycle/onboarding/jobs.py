"""What this stage does by itself; each room's own jobs are gathered here."""

from .credentials import jobs as credentials

__all__ = ["credentials"]
