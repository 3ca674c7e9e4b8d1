"""What this room shows elsewhere, and what it hears."""

from . import answers, kickoff_dates, panels, portal, reactions

__all__ = ["answers", "kickoff_dates", "panels", "portal", "reactions"]
