"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("playbooks", "Playbooks", "How does work with a new client begin?", "playbooks:list", order=64, icon="book-open")
