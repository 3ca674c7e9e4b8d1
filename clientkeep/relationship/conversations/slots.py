"""Places on this room's pages that others fill."""

from clientkeep.foundation.slots import Slot

# Each `fill(acting, thread)`; its template is rendered with the context that it returns.
THREAD_ANSWER = Slot("the box that answers a thread")
