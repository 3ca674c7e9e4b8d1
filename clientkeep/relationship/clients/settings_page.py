"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register(
    "client-fields", "Client record", "What else do you note about clients?", "clients:custom_fields", order=50,
    icon="list-plus",
)  # fmt: skip
register("cadence", "Keeping in touch", "How often do clients hear from you?", "clients:cadence", order=36, icon="calendar-clock")
