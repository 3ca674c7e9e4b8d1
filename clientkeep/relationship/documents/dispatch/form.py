"""The sending form: who gets the letter, and its words."""

from dataclasses import dataclass, field
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.mail.outbox import checked_address
from clientkeep.workspace.mail.wording import Words

from ..sending import MOST_RECIPIENTS, Recipient, default_recipients, words_for

OF_CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Choice:
    """A recipient to tick: its value in the form, who it is, and whether it is ticked."""

    value: str
    recipient: Recipient
    ticked: bool


@dataclass
class SendingForm:
    """What is sent to whom. `again` is empty for the first sending, else unique for this one."""

    choices: list[Choice]
    other: str
    words: Words
    again: str
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any, again: str) -> "SendingForm":
        usual = {recipient.email.lower() for recipient in default_recipients(document)}
        return cls(_choices(document, usual), "", words_for(document), again)

    @classmethod
    def posted(cls, document: Any, post: Any) -> "SendingForm":
        ticked = set(post.getlist("to"))
        choices = [
            Choice(choice.value, choice.recipient, choice.value in ticked) for choice in _choices(document, set())
        ]
        words = Words(post.get("subject", "")[:1000], post.get("text", "").replace("\r\n", "\n")[:20_000])
        return cls(choices, post.get("other", "")[:2000], words, post.get("again", "")[:64])

    def recipients(self) -> list[Recipient]:
        """Return the ticked people and the typed addresses, each address once. Raises Invalid for what is none."""
        chosen = [choice.recipient for choice in self.choices if choice.ticked]
        typed = self.other.replace(";", ",").replace("\n", ",").split(",")
        chosen += [Recipient(checked_address(text.strip(), "other")) for text in typed if text.strip()]
        each = {recipient.email.lower(): recipient for recipient in reversed(chosen)}
        if len(each) > MOST_RECIPIENTS:
            raise Invalid(f"Choose {MOST_RECIPIENTS} recipients at most.", "to")
        return list(reversed(each.values()))


def _choices(document: Any, usual: set[str]) -> list[Choice]:
    client = document.client
    people = [person for person in client.contacts.current() if person.email]
    found = [Choice(str(person.pk), Recipient(person.email, person.name, person), person.email.lower() in usual) for person in people]
    known = {choice.recipient.email.lower() for choice in found}
    if client.email and client.email.lower() not in known:
        found.append(Choice(OF_CLIENT, Recipient(client.email, client.name), client.email.lower() in usual))
    return found
