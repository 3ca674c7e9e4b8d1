"""What this room adds to lower floors: its letter and its settings page."""

from . import letters, settings_page

__all__ = ["letters", "settings_page"]
