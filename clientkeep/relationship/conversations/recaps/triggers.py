"""What the database itself forbids: changing what was sent to be confirmed."""

from clientkeep.foundation.triggers import Guard, changed

SAYS = "A recap that was sent never changes"
GUARDS = [
    Guard(
        "recap_kept", "conversations_recap", "UPDATE",
        "OLD.state <> 'draft' AND " + changed(["subject", "text", "digest", "client_id", "entry_id", "version", "sent_at"]), SAYS,
    ),
    Guard("recap_stays", "conversations_recap", "DELETE", "OLD.state NOT IN ('draft', 'discarded')", SAYS),
    Guard("recap_confirmed_once", "conversations_recap", "UPDATE", "OLD.state = 'confirmed' AND " + changed(["state", "confirmed_at", "confirmed_by", "confirming_contact_id"]), SAYS),
]  # fmt: skip
