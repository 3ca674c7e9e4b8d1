"""What the database itself forbids: changing what was sent to be acknowledged."""

from clientkeep.foundation.triggers import Guard, changed

SAYS = "An expectations letter that was sent never changes"
_TEXT = ["subject", "text", "digest", "client_id", "contact_id", "amount", "unit", "channel", "every", "sent_at"]
GUARDS = [
    Guard("expectations_kept", "onboarding_expectationsletter", "UPDATE", "OLD.state NOT IN ('draft', 'discarded') AND " + changed(_TEXT), SAYS),
    Guard("expectations_stays", "onboarding_expectationsletter", "DELETE", "OLD.state NOT IN ('draft', 'discarded')", SAYS),
    Guard("expectations_once", "onboarding_expectationsletter", "UPDATE", "OLD.acknowledged_at IS NOT NULL AND " + changed(["acknowledged_at", "acknowledged_by"]), SAYS),
]
