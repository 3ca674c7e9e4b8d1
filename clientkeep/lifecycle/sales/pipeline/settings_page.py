"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("pipeline", "Pipeline", "Which stages does your work pass before it is won?", "pipeline:settings", "settings.edit", order=120, icon="columns-3")
