"""The journal is append-only; the database says so. Only the personal part may be emptied, by an erasure."""

from clientkeep.foundation.triggers import Guard, changed

KEPT = (
    "id workspace_id seq slug client_id about_id actor_kind actor_id happened_at recorded_at commitment digest"
).split()

GUARDS = [
    Guard("event_kept", "journal_event", "UPDATE", changed(KEPT), "The journal never changes"),
    Guard("event_stays", "journal_event", "DELETE", "OLD.seq > 0", "The journal never changes"),
]
