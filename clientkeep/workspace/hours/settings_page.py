"""The settings pages that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("hours", "Working hours", "When do you work?", "hours:firm", order=35, icon="clock")
register(
    "my-hours", "Your hours", "When do you yourself work?", "hours:own", act="account.own", order=204, icon="clock"
)
register("absences", "Absence", "When are you away?", "hours:absences", act="account.own", order=206, icon="plane")
