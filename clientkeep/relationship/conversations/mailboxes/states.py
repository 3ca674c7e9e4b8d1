"""Where a mail that is not a message yet may go."""

from clientkeep.foundation.states import States

ARRIVAL_STATES = States(
    {
        "tray": ("placed", "ignored", "dropped"),  # nobody knows the sender; a person chooses
        "aside": ("tray", "placed", "ignored", "dropped"),  # it could not be read or kept
        "placed": (),
        "ignored": (),
        "dropped": (),
    }
)
OPEN = ("tray", "aside")
