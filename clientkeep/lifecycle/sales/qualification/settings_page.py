"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("qualification", "Qualification", "Which work is worth winning?", "qualification:settings", "settings.edit", order=122, icon="list-checks")
