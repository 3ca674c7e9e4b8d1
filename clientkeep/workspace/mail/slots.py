"""Places on this room's pages that rooms above fill."""

from clientkeep.foundation.slots import Slot

# Beside a letter: what it is about, such as its document and its client. Called with (acting, letter).
LETTER_PANELS = Slot("letter page")
