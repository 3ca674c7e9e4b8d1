"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

ClientAdded = declare("client.added", "{actor} added {client}", "change", sign="user-plus", payload=("client",))
ClientChanged = declare(
    "client.changed",
    "{actor} changed {fields}",
    "change",
    sign="pencil",
    payload=("client", "fields", "before", "after"),
)
ClientArchived = declare("client.archived", "{actor} archived {client}", "change", sign="archive", payload=("client",))
ClientRestored = declare(
    "client.restored", "{actor} brought {client} back", "change", sign="archive-restore", payload=("client",)
)
ClientImported = declare(
    "client.imported", "{client} came in by import from {source}", "change", sign="import", payload=("client", "source")
)
ImportFilledIn = declare(
    "client.import_filled_in",
    "An import from {source} changed {fields}",
    "change",
    sign="import",
    payload=("client", "source", "fields", "before", "after"),
)
ImportTakenBack = declare(
    "client.import_taken_back",
    "{actor} undid what an import did to {client}",
    "change",
    sign="undo-2",
    payload=("client", "fields"),
)
StageChanged = declare(
    "client.stage_changed",
    "{client} moved from {before} to {after}",
    "change",
    sign="route",
    payload=("client", "before", "after"),
)
OwnerChanged = declare(
    "client.owner_changed", "{actor} gave {client} to {owner}", "change", sign="user-check", payload=("client", "owner", "owner_id", "before_id")
)
NextStepSet = declare(
    "client.next_step_set",
    "{actor} set the next step: {step}",
    "change",
    sign="arrow-right",
    payload=("client", "step", "day"),
)
ContactAdded = declare(
    "contact.added", "{actor} added {contact} as a contact", "change", sign="contact", payload=("client", "contact")
)
ContactChanged = declare(
    "contact.changed",
    "{actor} changed the contact {contact}",
    "change",
    sign="contact",
    payload=("client", "contact", "fields"),
)
ContactRemoved = declare(
    "contact.removed",
    "{actor} removed the contact {contact}",
    "change",
    sign="user-minus",
    payload=("client", "contact"),
)
ContactRestored = declare(
    "contact.restored", "{actor} brought the contact {contact} back", "change", sign="contact", payload=("client", "contact")
)
AccessChanged = declare(
    "client.access_changed",
    "{actor} chose who may see {client}: {members}",
    "change",
    sign="eye",
    payload=("client", "members"),
)
FieldAdded = declare("client_field.added", "{actor} added the field {field} to the client record", "change", sign="list-plus", payload=("field",))
FieldChanged = declare("client_field.changed", "{actor} changed the field {before} to {field}", "change", sign="pencil", payload=("field", "before"))
FieldRemoved = declare("client_field.removed", "{actor} removed the field {field} from the client record", "change", sign="list-x", payload=("field",))
CadenceChanged = declare(
    "cadence.changed", "{actor} changed how often clients are to hear from the firm: {said}", "change", sign="calendar-clock",
    payload=("said",),
)  # fmt: skip
