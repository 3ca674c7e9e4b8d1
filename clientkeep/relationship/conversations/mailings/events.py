"""What this room announces."""

from clientkeep.workspace.journal import declare

MailingSent = declare("mailing.sent", "{actor} sent the mailing {mailing} to {count}", "mail", sign="send", payload=("mailing", "count"))
