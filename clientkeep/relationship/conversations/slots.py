"""Places on this room's pages that others fill."""

from clientkeep.foundation.slots import Slot

# Each `fill(acting, thread)`; its template is rendered with the context that it returns.
THREAD_ANSWER = Slot("the box that answers a thread")
# fill(acting, client): a template with one panel; money, work, agreements. Read before a talk and at a hand-over.
BRIEFING = Slot("what later stages know before a talk with a client")
# fill(acting, arrival): a template with one panel; what else may become of a mail whose sender is on no record.
STRANGER_ACTS = Slot("what may become of a stranger's mail")
