"""What this room adds to others: its panel on an opportunity's page, and its settings page."""

from . import panels, settings_page

__all__ = ["panels", "settings_page"]
