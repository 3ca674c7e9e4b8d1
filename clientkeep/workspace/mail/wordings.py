"""What letters say when the firm has not said it otherwise, and which placeholders each may hold."""

from dataclasses import dataclass

from clientkeep.foundation.registry import Registry

SAMPLES = {
    "client": "Acme Studio",
    "contact": "Jo",
    "number": "2026-0041",
    "kind": "invoice",
    "total": "$2,640.00",
    "due_date": "17 March 2026",
    "valid_until": "31 March 2026",
    "firm": "Your studio",
    "sender": "Ana Ruiz",
    "link": "https://clients.example/open/…",
    "code": "482 913",
    "invoice": "2026-0041",
    "method": "card",
    "away": "Ana Ruiz",
    "first_day": "Monday 9 March 2026",
    "last_day": "Friday 13 March 2026",
    "cover": "Theo Hart",
    "note": "I will be back with new ideas.",
    "about": "the delay of the launch",
    "day": "Thu 14 May",
    "question": "How are we doing for you right now?",
    "words": "From now on you hear from us by noon, each day that something moves.",
    "month": "October 2026",
    "meeting": "First call",
    "when": "Thu 14 May 2026, 15:00 (Europe/Berlin)",
    "before": "Wed 13 May 2026, 9:00 (Europe/Berlin)",
    "where": "https://video.example/studio",
    "person": "Jo March (jo@acme.example)",
    "colleague": "Ana Ruiz",
    "answers": "What is it about?\nA new brand.",
    "figures": "Retention: 83 % (80 % a month before)\nTime to payment: 12 days (14 days a month before)",
}
PLACEHOLDERS = {
    "client": "the client's name",
    "contact": "the recipient's first name",
    "number": "the document's number",
    "kind": "invoice, quote …",
    "total": "the amount, with its currency",
    "due_date": "the day it is due",
    "valid_until": "the last day it holds",
    "firm": "your firm's name",
    "sender": "who sends it",
    "link": "the button that opens it",
    "code": "the sign-in code",
    "invoice": "the number of the paid invoice",
    "method": "how it was paid",
    "away": "who is away",
    "first_day": "the first day of the absence",
    "last_day": "its last day",
    "cover": "who covers meanwhile",
    "note": "what you wrote about it",
    "about": "what it is about",
    "day": "the day by which it is done",
    "question": "what is asked",
    "words": "what you write for this one letter",
    "month": "the month told of",
    "figures": "the figures, one on each line",
    "meeting": "what kind of meeting it is",
    "when": "day, time and time zone of the meeting",
    "before": "when it was to be before",
    "where": "the video link, the address or the number",
    "person": "who booked, with the e-mail address",
    "colleague": "whom of your firm they meet",
    "answers": "what was asked and answered",
}


@dataclass(frozen=True)
class Wording:
    """The default words of one letter. `button` stands on the link where it has a line of its own."""

    slug: str
    label: str
    when: str
    subject: str
    body: str
    placeholders: tuple[str, ...]
    button: str = "Open"
    required: tuple[str, ...] = ()


WORDINGS: Registry[Wording] = Registry("wording")
_DOCUMENT = ("client", "contact", "number", "kind", "total", "firm", "sender", "link")


def word(slug: str, label: str, when: str, subject: str, body: str, placeholders: tuple[str, ...], **more) -> Wording:
    """Add a letter's default wording; rooms above may add their own."""
    return WORDINGS.add(slug, Wording(slug, label, when, subject, body.strip(), placeholders, **more))


word(
    "document_invoice", "Invoice", "Goes out with an invoice.",
    "Invoice {number} from {firm}",
    """
Hello {contact},

here is invoice {number} over {total}.
It is due on {due_date}.

{link}

The invoice is attached as a PDF, too. If something is unclear, just answer this mail.

{sender}
{firm}
""",
    (*_DOCUMENT, "due_date"), button="See the invoice",
)  # fmt: skip
word(
    "document_quote", "Quote", "Goes out with a quote.",
    "Quote {number} from {firm}",
    """
Hello {contact},

here is our quote {number} over {total}.
It holds until {valid_until}.

{link}

You can accept it there, or answer this mail with what you would change.

{sender}
{firm}
""",
    (*_DOCUMENT, "valid_until"), button="See the quote",
)  # fmt: skip
word(
    "document_change_order", "Change order", "Goes out with a change order.",
    "Change order {number} from {firm}",
    """
Hello {contact},

here is change order {number}. It says what changes of what we agreed, and what that does to the price and the days.

{link}

Nothing changes until you accept it there. If something is unclear, just answer this mail.

{sender}
{firm}
""",
    _DOCUMENT, button="See what changes",
)  # fmt: skip
word(
    "document_estimate", "Estimate", "Goes out with an estimate.",
    "Estimate {number} from {firm}",
    """
Hello {contact},

here is our estimate {number}: about {total}.
It holds until {valid_until}.

{link}

Answer this mail with whatever you would like to change.

{sender}
{firm}
""",
    (*_DOCUMENT, "valid_until"), button="See the estimate",
)  # fmt: skip
word(
    "document_proposal", "Proposal", "Goes out with a proposal.",
    "Proposal {number} from {firm}",
    """
Hello {contact},

here is our proposal {number}. It holds until {valid_until}.

{link}

You choose there what fits, and accept it with your name. If something is unclear, ask on that page or answer this mail.

{sender}
{firm}
""",
    (*_DOCUMENT, "valid_until"), button="See the proposal",
)  # fmt: skip
word(
    "document_contract", "Contract", "Goes out with a contract.",
    "Contract {number} from {firm}",
    """
Hello {contact},

here is contract {number}, to read. It is to be signed by {valid_until}.

{link}

Who signs gets a letter of their own with the way to do so. If something is unclear, ask on that page or answer this mail.

{sender}
{firm}
""",
    (*_DOCUMENT, "valid_until"), button="Read the contract",
)  # fmt: skip
word(
    "document_credit_note", "Credit note", "Goes out with a credit note.",
    "Credit note {number} from {firm}",
    """
Hello {contact},

here is credit note {number} over {total}.

{link}

It is attached as a PDF, too.

{sender}
{firm}
""",
    _DOCUMENT, button="See the credit note",
)  # fmt: skip
word(
    "document_receipt", "Receipt", "Goes out by itself when a payment is booked.",
    "Receipt {number} from {firm}",
    """
Hello {contact},

thank you for your payment of {total}.
It was put on invoice {invoice}.

{link}

The receipt is attached as a PDF.

{sender}
{firm}
""",
    (*_DOCUMENT, "invoice", "method"), button="See the receipt",
)  # fmt: skip
word(
    "portal_link", "Link to the portal", "Goes out when you share the portal, or when a contact asks to get in again.",
    "Your documents from {firm}",
    """
Hello {contact},

this opens your page with {firm}: documents, payments and files.

{link}

The link is yours alone. If you did not ask for it, leave this mail be.

{firm}
""",
    ("client", "contact", "firm", "sender", "link"), button="Open my page", required=("link",),
)  # fmt: skip
word(
    "sign_in_code", "Sign-in code", "Goes out when somebody asks for a code to sign in.",
    "Your sign-in code for {firm}",
    """
Hello {contact},

your code is {code}

It works once and for a few minutes. If you did not ask for it, leave this mail be.

{firm}
""",
    ("contact", "firm", "code"), required=("code",),
)  # fmt: skip
word(
    "invitation", "Invitation of a colleague", "Goes out when you invite somebody to your firm.",
    "{sender} invites you to {firm}",
    """
Hello {contact},

{sender} invites you to work with {firm} in Clientkeep.

{link}

The invitation holds for seven days.

{firm}
""",
    ("contact", "firm", "sender", "link"), button="Accept the invitation", required=("link",),
)  # fmt: skip
