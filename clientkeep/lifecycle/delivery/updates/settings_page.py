"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("updates", "Status updates", "Who gets a weekly update?", "delivery:choice", order=38, icon="send")
