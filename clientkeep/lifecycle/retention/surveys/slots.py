"""Places on the firm's page of one answer that other rooms of this stage fill."""

from clientkeep.foundation.slots import Slot

# fill(acting, survey)
ANSWER_PANELS = Slot("panels beside one answer: its themes, what may be asked after it")
