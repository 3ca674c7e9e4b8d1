"""What this room announces. Passwords and the words of mails are never told."""

from clientkeep.workspace.journal import declare

MailboxSet = declare("mailbox.set", "{actor} set the mailbox {address}", "change", sign="inbox", payload=("address", "host"))
MailboxRemoved = declare("mailbox.removed", "{actor} removed the mailbox {address}", "change", sign="inbox", payload=("address",))
SenderIgnored = declare("sender.ignored", "{actor} ignores mail of {sender}", "change", sign="mail-x", payload=("sender",))
