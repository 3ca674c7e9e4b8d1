"""The facts that this room announces. What somebody wrote stands in the inquiry's row, never in a payload."""

from clientkeep.workspace.journal import declare

InquiryReceived = declare("inquiry.received", "{who} sent an inquiry", "sales", sign="message-square-plus", payload=("who",))
InquiryAccepted = declare("inquiry.accepted", "{actor} made an opportunity of the inquiry of {who}", "sales", sign="target", payload=("who",))
InquiryDeclined = declare("inquiry.declined", "{actor} declined the inquiry of {who}", "sales", sign="circle-slash", payload=("who",))
InquiryHeld = declare("inquiry.held", "{actor} held off the inquiry of {who}", "change", sign="shield", payload=("who",))
InquiryLetIn = declare("inquiry.let_in", "{actor} let in the inquiry of {who}", "sales", sign="message-square-plus", payload=("who",))
FormChanged = declare("inquiry_form.changed", "{actor} changed the inquiry form", "change", sign="text-cursor-input", payload=())
