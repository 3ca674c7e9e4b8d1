"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("response", "Answers", "How fast do you answer?", "conversations:response_promises", order=37, icon="timer")
