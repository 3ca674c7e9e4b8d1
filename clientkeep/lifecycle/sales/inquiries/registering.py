"""What this room adds to lower floors: its letter, its settings page, and an act on strangers' mail."""

from . import letters, panels, settings_page

__all__ = ["letters", "panels", "settings_page"]
