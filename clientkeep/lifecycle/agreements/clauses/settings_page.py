"""The settings page that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register("clauses", "Clauses", "What do your agreements say every time?", "clauses:list", order=63, icon="scroll-text")
