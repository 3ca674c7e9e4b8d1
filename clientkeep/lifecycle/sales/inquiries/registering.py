"""What this room adds to lower floors: its letter, its settings page, an act on strangers' mail, and what follows once they are a client."""

from . import letters, panels, reactions, settings_page

__all__ = ["letters", "panels", "reactions", "settings_page"]
