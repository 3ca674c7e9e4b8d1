"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

ThemeDecided = declare("theme.decided", "{actor} decided about the theme {theme}: {decision}", "feedback", sign="tags", payload=("theme", "decision"))
ThemeTold = declare("theme.told", "{contact} is told what came of {theme}", "feedback", sign="megaphone", payload=("client", "contact", "theme"))
