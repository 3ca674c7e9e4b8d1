"""The settings pages that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("notices", "Your notices", "What are you told, and how?", "notices:own", act="account.own", order=202, icon="bell")
register("webhook", "Webhook", "Where is your team told?", "notices:firm", act="settings.money", order=95, icon="webhook")
