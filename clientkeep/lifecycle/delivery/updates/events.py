"""What happens to updates. The words stay in the update itself; their digest is told."""

from clientkeep.workspace.journal import declare

UpdateSent = declare(
    "update.sent", "{actor} sent an update to {to}: {subject}", "mail", sign="send",
    payload=("client", "subject", "digest", "to"), shown_to_client=True,
)  # fmt: skip
UpdateDropped = declare("update.dropped", "{actor} dropped an update: {subject}", "note", sign="circle-slash", payload=("client", "subject"))
UpdatesChosen = declare("updates.chosen", "{actor} chose weekly updates: {said}", "change", sign="settings", payload=("said",))
ClientUpdatesChosen = declare(
    "updates.chosen_for_client", "{actor} chose weekly updates for {client}: {said}", "note", sign="settings", payload=("client", "said")
)
