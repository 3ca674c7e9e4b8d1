"""The facts that this room announces. What somebody answered stands in the booking's row, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("meeting", "who", "colleague", "when", "starts_at")
MeetingBooked = declare("meeting.booked", "{who} booked “{meeting}” with {colleague} for {when}", "meeting", sign="calendar-check", payload=_P)
MeetingMoved = declare("meeting.moved", "“{meeting}” with {who} moved to {when}, before {before}", "meeting", sign="calendar-clock", payload=(*_P, "before"))
MeetingCancelled = declare("meeting.cancelled", "{actor} cancelled “{meeting}” with {who} of {when}", "meeting", sign="calendar-x", payload=_P)
MeetingMissed = declare("meeting.missed", "{who} did not come to “{meeting}” of {when}", "meeting", sign="calendar-off", payload=_P)
MissTakenBack = declare("meeting.miss_taken_back", "{who} came to “{meeting}” of {when} after all", "meeting", sign="calendar-check", payload=_P)
BookerAdded = declare("meeting.booker_added", "{who}, who booked “{meeting}”, is on record", "meeting", sign="user-plus", payload=_P)
MeetingTypeMade = declare("meeting_type.made", "{actor} offers “{meeting}”", "change", sign="calendar-plus", payload=("meeting",))
MeetingTypeChanged = declare("meeting_type.changed", "{actor} changed the meeting “{meeting}”", "change", sign="calendar-cog", payload=("meeting",))
MeetingTypeSwitched = declare("meeting_type.switched", "{actor} switched the meeting “{meeting}” {how}", "change", sign="calendar-cog", payload=("meeting", "how"))
FeedAdded = declare("calendar_feed.added", "{actor} has busy times read from {shown}", "change", sign="calendar-sync", payload=("shown",))
FeedRemoved = declare("calendar_feed.removed", "{actor} no longer has busy times read from {shown}", "change", sign="calendar-sync", payload=("shown",))
FeedPaused = declare("calendar_feed.paused", "Busy times are no longer read from {shown}: {why}", "change", sign="calendar-off", payload=("shown", "why"))
CalendarOpened = declare("calendar_link.made", "{actor} made a link to their calendar of meetings", "change", sign="calendar-sync", payload=())
CalendarClosed = declare("calendar_link.ended", "{actor} ended the link to their calendar of meetings", "change", sign="calendar-off", payload=())
