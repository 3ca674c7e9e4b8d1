"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("seal", "Seal", "With what are signed files sealed?", "signing:seal", act="settings.money", order=64, icon="stamp")
