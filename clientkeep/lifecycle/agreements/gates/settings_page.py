"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("gates", "Start of work", "When may work start?", "gates:needs", order=62, icon="door-open")
