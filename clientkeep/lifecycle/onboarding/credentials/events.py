"""What happens to credentials. What they hold is in no event: names, reasons and people only."""

from clientkeep.workspace.journal import declare

_P = ("client", "label")
CredentialAsked = declare("credential.asked", "{actor} asked {contact} for “{label}”", "note", sign="key-round", payload=(*_P, "contact"))
CredentialEntered = declare("credential.entered", "{actor} handed over “{label}”", "note", sign="key-round", payload=_P, shown_to_client=True)
CredentialShown = declare("credential.shown", "{actor} looked at “{label}”: {because}", "note", sign="eye", payload=(*_P, "because"))
CredentialEnded = declare("credential.ended", "“{label}” {how} by {actor}: {because}", "note", sign="key-round", payload=(*_P, "how", "because"))
