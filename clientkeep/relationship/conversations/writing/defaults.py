"""The templates that a new firm begins with: slug -> name, subject, text. A firm changes or removes them for itself."""

DEFAULTS: dict[str, tuple[str, str, str]] = {
    "check-in": (
        "Check-in", "How are things at {client}?",
        """
Hello {contact},

it has been a while since we spoke, and I wanted to hear how things are going at {client}.

Next on our side: {next_step}.

Is there anything that has changed for you, or that we should look at together? A line back is enough.
""",
    ),
    "after-a-meeting": (
        "After a meeting", "What we agreed",
        """
Hello {contact},

thank you for your time. This is what I took with me:

· 

Next: {next_step}, {next_step_on}.

If I got something wrong, tell me and I put it right.
""",
    ),
    "late-input": (
        "Late input", "What we still need from you",
        """
Hello {contact},

to go on we still need this from you: {next_step}.

Could you send it this week? If something is in the way, tell me and we find another way.
""",
    ),
    "new-contact": (
        "Your contact is now", "Your contact at {firm} is now {sender}",
        """
Hello {contact},

from now on I look after {client}. I have read what was agreed and what is open, so you need not begin again.

Next on our side: {next_step}.

Write to me or ring me with whatever comes up. Would a short call suit you, to get to know each other?
""",
    ),
    "thank-you": (
        "Thank you", "Thank you from {firm}",
        """
Hello {contact},

thank you for working with us. It was a pleasure, and I hope that it shows in the result.

If you would change one thing about how we work together, what would it be?
""",
    ),
}  # fmt: skip
