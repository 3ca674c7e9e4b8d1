"""What the database itself forbids: changing what was sent."""

from clientkeep.foundation.triggers import Guard, changed

SAYS = "An update that was sent never changes"
KEPT = ["state", "subject", "text", "digest", "client_id", "period", "sent_at", "sent_by"]
GUARDS = [
    Guard("update_kept", "delivery_statusupdate", "UPDATE", "OLD.state = 'sent' AND " + changed(KEPT), SAYS),
    Guard("update_stays", "delivery_statusupdate", "DELETE", "OLD.state = 'sent'", SAYS),
]
