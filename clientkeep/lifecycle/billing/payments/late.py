"""Rules of paying late. Plain Python."""

import datetime as dt
from collections.abc import Sequence

LOOKS_BACK = 730
# A week late is the post, the holidays or an oversight. One that waits for a month, or a second one, is a habit.
FORGIVEN, LONG, OFTEN = 7, 30, 2


def words_of(bills: Sequence[tuple[dt.date, dt.date]]) -> str:
    """Say what (due, paid or today) pairs tell: nothing where one may work for them again without a thought."""
    late = [days for due, until in bills if (days := (until - due).days) > FORGIVEN]
    if not late or (len(late) < OFTEN and max(late) <= LONG):
        return ""
    longest = f"{max(late)} days"
    if len(bills) == 1:
        return f"Pays late: its invoice waited {longest} beyond its day"
    return f"Pays late: {len(late)} of {len(bills)} invoices waited more than a week beyond their day, the longest {longest}"
