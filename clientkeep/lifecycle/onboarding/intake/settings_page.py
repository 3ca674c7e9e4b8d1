"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("intake", "Intake forms", "What do you ask a client before you begin?", "intake:forms", order=65, icon="clipboard-list")
