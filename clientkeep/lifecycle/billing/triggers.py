"""The money book is append-only; the database says so."""

from clientkeep.foundation.triggers import Guard

SAYS = "The money book never changes"

GUARDS = [
    Guard(f"{table}_{act.lower()}_refused", table, act, "OLD.id IS NOT NULL", SAYS)
    for table in ("billing_entry", "billing_posting")
    for act in ("UPDATE", "DELETE")
]
