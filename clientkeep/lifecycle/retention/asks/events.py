"""The facts that this room announces. The words of a testimonial stand in its row, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("client", "asked", "contact")
AskSent = declare("ask.sent", "{contact} was asked for {asked}", "feedback", sign="megaphone", payload=_P)
AskGiven = declare("ask.given", "{contact} gave {asked}", "feedback", sign="message-square-quote", payload=_P)
AskConsented = declare("ask.consented", "{contact} lets you publish {asked}", "feedback", sign="badge-check", payload=(*_P, "scopes"))
AskPublished = declare("ask.published", "{actor} published {asked} of {contact}", "feedback", sign="megaphone", payload=_P)
AskDeclined = declare("ask.declined", "{contact} would rather not give {asked}", "feedback", sign="circle-slash", payload=_P)
AskWithdrawn = declare("ask.withdrawn", "{contact} took the consent to publish {asked} back", "feedback", sign="undo-2", payload=_P)
ClientReferred = declare("client.referred", "{contact} of {client} referred {lead}", "feedback", sign="user-plus", payload=("client", "contact", "lead"))
