"""Signals: what counts as a deposit or a withdrawal, by how much where the firm has not said otherwise, and what to do."""

from dataclasses import dataclass

from clientkeep.foundation.registry import Registry


@dataclass(frozen=True)
class Signal:
    """`points`: above zero a deposit, below a withdrawal, zero counts for nothing. `advice`: the act that mends it."""

    key: str
    label: str
    points: int
    advice: str = ""


SIGNALS: Registry[Signal] = Registry("signal of trust")
HEAVIEST = 20


def signal(key: str, label: str, points: int, advice: str = "") -> str:
    """Add a signal and return its key."""
    SIGNALS.add(key, Signal(key, label, points, advice))
    return key


TALK = signal("talk", "A call or a meeting", 2)
WROTE = signal("wrote", "They wrote to you", 1)
PRAISED = signal("praised", "They gave a high score", 8)
CRITICISED = signal("criticised", "They gave a low score", -8, "Open the case and ask what went wrong.")
RECOMMENDED = signal("recommended", "They recommended you or gave a testimonial", 8)
ACCEPTED = signal("accepted", "They accepted a quote", 6)
ACCEPTED_SLOWLY = signal("accepted_slowly", "They took longer to agree than is usual for them", -1, "Ask what made them hesitate.")
DECLINED = signal("declined", "They declined a quote", -4, "Ask what did not fit; offer a smaller step.")
CONFIRMED = signal("confirmed", "They confirmed a recap", 2)
QUESTIONED = signal("questioned", "They corrected a recap", -2, "Go through the recap with them on the phone.")
PAID = signal("paid", "They paid on time, or as is usual for them", 3)
PAID_LATE = signal("paid_late", "They paid later than is usual for them", -3, "Ask whether something about the invoice was unclear.")
UNPAID = signal("unpaid", "An invoice is open longer than is usual for them", -4, "Ring about the open invoice; ask first whether all is well.")
PAYMENT_DISPUTED = signal("payment_disputed", "They disputed a payment", -10, "Ring today and settle the dispute before anything else.")
ANSWERED_LATE = signal("answered_late", "You answered later than promised", -5, "Answer now, say why it took so long, and name the next day.")
KEPT = signal("kept", "You kept a promise", 3)
BROKE = signal("broke", "A promise of yours passed its day", -6, "Tell them before they ask, with a new day that holds.")
THEY_KEPT = signal("they_kept", "They kept a promise", 1)
THEY_BROKE = signal("they_broke", "A promise of theirs passed its day", -1, "Ask kindly what they need to get it done.")
COMPLAINED = signal("complained", "A case was opened", -8, "Acknowledge it today; the case page leads through the steps.")
SETTLED = signal("settled", "A case was resolved", 5)
SLOWER = signal("slower", "They answer more slowly than is usual for them", -2, "Ring instead of writing; ask how things stand.")
FEWER_VISITS = signal("fewer_visits", "They look into the portal less than is usual for them", -1, "Send a short word on where things stand.")
QUIET = signal("quiet", "Nothing was heard of them for longer than is usual", -4, "Ring, without an agenda.")
