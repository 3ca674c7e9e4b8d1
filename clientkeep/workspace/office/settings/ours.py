"""The settings pages that the office itself serves."""

from ..settings_pages import register

register("paper", "On paper", "Who are you on paper?", "office:settings_paper", order=10, icon="file-text")
register("look", "Look", "How do you look?", "office:settings_look", order=20, icon="palette")
register("place", "Place", "Where and when?", "office:settings_place", order=30, icon="globe")
register(
    "terms",
    "Terms and tax",
    "What do you charge, and when is it due?",
    "office:settings_terms",
    order=60,
    icon="percent",
)
register("mail", "Mail", "How do your letters leave?", "mail:server", act="settings.money", order=80, icon="send")
register("letters", "Letters", "What do your letters say?", "mail:wordings", order=85, icon="mail")
register("public", "Public address", "Where do clients reach you?", "office:settings_public", order=90, icon="link")
register("people", "People", "Who works here?", "office:people", act="members.manage", order=100, icon="users")
register("roles", "Roles", "Who may do what?", "office:roles", act="settings.see", order=110, icon="shield-check")
register(
    "account", "Your account", "How do you sign in?", "office:account", act="account.own", order=200, icon="circle-user"
)
register(
    "tokens", "API tokens", "Which programs act for you?", "office:tokens", act="tokens.own", order=210, icon="key"
)
