"""What the letters of a signing say where the firm has not said it otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class _Words:
    slug: str
    label: str
    goes_out: str
    subject: str
    body: str
    names: tuple[str, ...]
    button: str = "Open"
    required: tuple[str, ...] = ("link",)


_NAMES = ("contact", "client", "firm", "number", "kind", "total", "day", "link")
LETTERS = (
    _Words(
        "signing_ask", "Signature asked for", "Goes to each person whose turn it is to sign.",
        "{firm} asks you to sign {kind} {number}",
        """
Hello {contact},

{firm} asks you to sign {kind} {number} for {client} over {total}. It takes a few minutes, on a phone too, and can be signed until {day}.

{note}

{link}

The link is yours alone. Answer this mail if you have a question, or if you would rather have it on paper.

{firm}
""",
        (*_NAMES, "note"), "Read and sign",
    ),
    _Words(
        "signing_reminder", "Reminder to sign", "Goes out three and seven days after somebody was asked to sign, then no more.",
        "Still to sign: {kind} {number} of {firm}",
        """
Hello {contact},

{kind} {number} over {total} still waits for you. It can be signed until {day}.

{link}

If you would rather not sign, say so there, and nobody will remind you again.

{firm}
""",
        _NAMES, "Read and sign",
    ),
    _Words(
        "signing_code", "Code to sign", "Goes to somebody who signs, where you ask for a code by mail.",
        "Your code to sign {kind} {number}",
        """
Hello {contact},

this code proves that you read this mailbox. It lasts for 15 minutes:

{link}

Enter it on the page on which you sign. If you did not ask for it, somebody else opened your link: tell us.

{firm}
""",
        _NAMES,
    ),
    _Words(
        "signing_end", "Nothing to sign any more", "Goes to those who were asked when a signing ends before all have signed.",
        "{kind} {number} need not be signed any more",
        """
Hello {contact},

{kind} {number} of {firm} need not be signed any more.

{note}

You need not do anything.

{firm}
""",
        (*_NAMES[:-1], "note"), required=(),
    ),
    _Words(
        "signing_done", "Signed by all", "Goes to everybody once all have signed, with the signed PDF.",
        "Signed: {kind} {number}",
        """
Hello {contact},

{kind} {number} between {firm} and {client} is signed by {note}.

The signed PDF is attached. Keep it: with it alone anybody can check later that nothing was changed.

{link}

{firm}
""",
        (*_NAMES, "note"), "Open it again",
    ),
)  # fmt: skip
