"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

FirmOpened = declare("firm.opened", "{actor} opened {firm}", "change", sign="building-2", payload=("firm",))
SettingsChanged = declare("firm.changed", "{actor} changed {fields}", "change", sign="settings", payload=("fields",))

PersonInvited = declare(
    "person.invited", "{actor} invited {person} as {role}", "change", sign="mail-plus", payload=("person", "role")
)
InvitationWithdrawn = declare(
    "person.uninvited", "{actor} withdrew the invitation of {person}", "change", sign="mail-x", payload=("person",)
)
PersonJoined = declare(
    "person.joined", "{person} joined as {role}", "change", sign="user-plus", payload=("person", "role")
)
RoleChanged = declare(
    "person.role_changed",
    "{actor} made {person} {after}, before {before}",
    "change",
    sign="user-cog",
    payload=("person", "before", "after"),
)
SightChanged = declare(
    "person.sight_changed", "{actor} let {person} see {clients}", "change", sign="eye", payload=("person", "clients")
)
EmailChanged = declare(
    "person.email_changed", "{actor} changed the e-mail of {person}", "change", sign="at-sign", payload=("person",)
)
AccessEnded = declare(
    "person.disabled", "{actor} ended the access of {person}", "change", sign="user-x", payload=("person",)
)
AccessRestored = declare(
    "person.enabled", "{actor} gave {person} access again", "change", sign="user-check", payload=("person",)
)
SignInChanged = declare(
    "person.sign_in_changed", "{person}: {what}", "change", sign="key-round", payload=("person", "what")
)
SignedInByLink = declare(
    "person.signed_in_by_link",
    "{person} signed in by a link made on the machine",
    "change",
    sign="terminal",
    payload=("person",),
)

TokenIssued = declare("token.issued", "{actor} made the API token {name}", "change", sign="key", payload=("name",))
TokenRevoked = declare("token.revoked", "{actor} revoked the API token {name}", "change", sign="key", payload=("name",))
