"""In which order clients are gone through, and what is suggested for each. Plain Python: no database, no clock."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What a review looks at of one client. Days count from today; None where there is nothing of the kind."""

    tier: str = ""
    turned_advice: str = ""
    has_turned: bool = False
    waits_late: bool = False
    waits_on_us: bool = False
    our_late: int = 0
    their_late: int = 0
    overdue: bool = False
    has_case: bool = False
    silent_days: int | None = None
    cadence: int = 60
    has_step: bool = False
    step_on: dt.date | None = None


def urgency(client: Standing, today: dt.date) -> int:
    """Return how early in the review a client comes: the higher the earlier."""
    points = 40 * client.waits_late + 30 * client.has_case + 25 * client.has_turned + 20 * bool(client.our_late)
    points += 15 * client.overdue + 10 * client.waits_on_us + 8 * bool(client.their_late)
    points += 10 * is_neglected(client) + 5 * (not client.has_step) + 5 * bool(client.step_on and client.step_on < today)
    return points + {"a": 6, "b": 3}.get(client.tier, 0)


def is_neglected(client: Standing) -> bool:
    return client.silent_days is None or client.silent_days > client.cadence


def suggestion(client: Standing, today: dt.date) -> str:
    """Return the one act that would help most, in words."""
    if client.waits_late or client.waits_on_us:
        return "Answer what they are waiting for" + (", and say why it took so long." if client.waits_late else ".")
    if client.has_case:
        return "Take the next step of the open case."
    if client.our_late:
        return "Tell them about the promise that is late, with a day that holds."
    if client.has_turned:
        return client.turned_advice or "Ring, and ask how things stand."
    if client.overdue:
        return "Ring about the open invoice; ask first whether all is well."
    if is_neglected(client):
        return "Get in touch: they have not heard from you for longer than they are meant to."
    if client.their_late:
        return "Ask kindly what they need to send what they promised."
    if client.step_on and client.step_on < today:
        return "Do the next step, or give it a new day."
    if not client.has_step:
        return "Plan the next step."
    return "All is in hand. Leave a word of thanks, or go on."
