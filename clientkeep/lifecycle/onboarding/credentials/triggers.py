"""What the database itself forbids: that a look at a credential is forgotten, and that an ended one keeps anything."""

from clientkeep.foundation.triggers import Guard, changed

SAYS = "Each look at a credential stays on record"
KEPT = ["credential_id", "member_id", "name", "because", "via", "shown_at"]
GUARDS = [
    Guard("showing_kept", "onboarding_credentialshowing", "UPDATE", changed(KEPT), SAYS),
    Guard("showing_stays", "onboarding_credentialshowing", "DELETE", "OLD.name <> ''", SAYS),
]
