"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("inquiries", "Inquiry form", "What do you ask people who want to work with you?", "inquiries:settings", "settings.edit", order=122, icon="text-cursor-input")
