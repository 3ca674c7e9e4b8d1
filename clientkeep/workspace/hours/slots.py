"""Places on this room's pages that rooms above fill."""

from clientkeep.foundation.slots import Slot

# Each `fill(acting, absence)`.
ABSENCE_ACTS = Slot("what can be done about a planned absence, such as telling clients")
