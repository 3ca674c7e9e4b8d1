"""What the letters about an absence say until the firm says it otherwise."""

from clientkeep.workspace.mail.wordings import word

NOTICE, ANSWER = "absence_notice", "absence_answer"
_NAMES = ("client", "contact", "firm", "away", "first_day", "last_day", "cover", "note")

word(
    NOTICE, "Absence, in advance", "Goes to the clients of somebody who will be away, once you approve it.",
    "{away} is away until {last_day}",
    """
Hello {contact},

from {first_day} to {last_day} I am away.
{cover} looks after you meanwhile and knows what we are working on.

{note}

If there is something that you need before I leave, just answer this mail.

{away}
{firm}
""",
    _NAMES,
)  # fmt: skip
word(
    ANSWER, "Absence, as an answer", "Answers the first mail that a client writes to somebody who is away.",
    "{away} is away until {last_day}",
    """
Hello {contact},

thank you for your mail, it has arrived. {away} is away until {last_day}.
{cover} has it too and will answer you.

{note}

{firm}
""",
    _NAMES,
)  # fmt: skip
