"""What this room adds to others: the gate of a stage, its panel on an opportunity's page, and its settings page."""

from . import gate, panels, settings_page

__all__ = ["gate", "panels", "settings_page"]
