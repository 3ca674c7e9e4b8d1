"""Places on an opportunity's page that other rooms fill."""

from clientkeep.foundation.slots import Slot

# fill(acting, opportunity): a template with one panel, such as how it is judged, or what was said at the first meeting.
OPPORTUNITY_PANELS = Slot("panels of an opportunity")
