"""The sequences that come with the product: a firm takes one as its own, and changes it as it likes."""

from typing import Any

from .steps import KINDS


def _letter(days: int, subject: str, text: str) -> dict[str, Any]:
    return {"kind": "letter", "days": days, "hour": 10, "by_itself": False, "words": {"": {"subject": subject, "text": text.strip()}}}


def _task(days: int, what: str) -> dict[str, Any]:
    return {"kind": "task", "days": days, "hour": 9, "what": what}


# key -> name, for whom it is, its steps
READY: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "quiet-quote": (
        "After a quiet quote", "For a quote that nobody has answered.",
        [
            _letter(3, "Your quote from {firm}", """
Hello {contact},

a few days ago I sent you our quote. Is anything in it unclear, or would another scope suit {client} better?

A line back is enough, a no as well.
"""),
            _task(4, "Ring them about the quote"),
            _letter(4, "Shall I keep your place?", """
Hello {contact},

I have kept time free for {client} and would like to know whether to keep it.

If the moment is not right, tell me when I may ask again, and I will.
"""),
        ],
    ),
    "after-a-project": (
        "After a finished project", "Thanks, a tip, and a check-in once the work is in use.",
        [
            _letter(1, "Thank you from {firm}", """
Hello {contact},

thank you for working with us. It was a pleasure, and I hope that it shows in the result.

If something small turns up in the next days, write to me and we put it right.
"""),
            _letter(10, "A tip for {client}", """
Hello {contact},

one habit that pays off after a project like yours: put a day into the calendar, three months from now, on which two of you
look at the result with fresh eyes and write down what you would change.

If you like, we look at that list together.
"""),
            _letter(30, "How is it doing?", """
Hello {contact},

our project has been in use for a while now. What works well at {client}, and what would you change?

A line back is enough.
"""),
        ],
    ),
    "dormant": (
        "Wake a dormant client", "For a client who has been quiet for months.",
        [
            _task(0, "Look up what is new with them: their site, their news, our last notes"),
            _letter(1, "It has been a while", """
Hello {contact},

it has been a while since we worked together, and I wondered how things are going at {client}.

Has something come up that we could help with, or that you would like a second opinion on? I am glad to take half an hour.
"""),
            _letter(8, "One question", """
Hello {contact},

a short question only: is there anything on your list for the coming months for which I should keep us free?

If not, I will leave you in peace and be there when you need us.
"""),
        ],
    ),
    "new-inquiry": (
        "New inquiry follow-up", "For somebody who has asked, and has not been heard of since.",
        [
            _letter(0, "Thank you for asking", """
Hello {contact},

thank you for your inquiry. To tell you whether and how we can help, I would like to hear a little more about {client}.

When would a talk of twenty minutes suit you in the next days?
"""),
            _letter(2, "Two or three times for a talk", """
Hello {contact},

perhaps my letter came at a bad moment. Tell me two or three times that suit you, and I ring you at one of them.

If it is easier, write me your questions, and I answer them by letter.
"""),
            _task(3, "Ring them once"),
            _letter(5, "Shall I close your inquiry?", """
Hello {contact},

I have not heard from you and do not want to be a nuisance. Shall I close your inquiry for now?

A word is enough to open it again, whenever it suits you.
"""),
        ],
    ),
}  # fmt: skip


def told_steps(steps: list[dict[str, Any]]) -> str:
    """Say in words what a sequence is made of: "2 letters, 1 task"."""
    counts = {kind: sum(step["kind"] == kind for step in steps) for kind in KINDS}
    said = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items() if count]
    return ", ".join(said) or "no steps yet"
