"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("calendar", "Your calendar", "When are you busy?", "booking:calendars", "clients.edit", order=208, icon="calendar-sync")
