"""The settings pages that this room serves."""

from clientkeep.workspace.office.settings_pages import register

register(
    "templates", "Letter templates", "Which letters do you write often?", "conversations:templates", act="settings.see",
    order=88, icon="mail",
)  # fmt: skip
register(
    "signature", "Your signature", "What stands under your letters?", "conversations:signature", act="account.own",
    order=205, icon="pencil",
)  # fmt: skip
