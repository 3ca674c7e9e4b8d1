"""The settings pages that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("mailboxes", "Incoming mail", "Where does mail come in?", "mailboxes:firm", "settings.money", order=66, icon="inbox")
register("own-mailbox", "Your mailbox", "Where does your own mail come in?", "mailboxes:own", "mailboxes.own", order=210, icon="inbox")
