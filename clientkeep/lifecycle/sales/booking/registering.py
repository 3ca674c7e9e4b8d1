"""What this room adds to lower floors: its letters, its line on the client's page, its settings page."""

from . import letters, panels, settings_page

__all__ = ["letters", "panels", "settings_page"]
