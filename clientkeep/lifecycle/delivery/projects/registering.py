"""What this room shows elsewhere, and what it hears."""

from . import kickoff_dates, panels, portal, reactions

__all__ = ["kickoff_dates", "panels", "portal", "reactions"]
