"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("guide", "First meeting", "What do you ask at the first meeting?", "guides:settings", "settings.edit", order=124, icon="notebook-pen")
