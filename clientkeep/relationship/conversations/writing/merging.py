"""Merge fields: a fixed list of names in braces, filled by plain substitution in one pass. Rooms above may add names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.registry import Registry
from clientkeep.foundation.ui.days import write_day
from clientkeep.relationship.clients import calling
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.mail import placeholders
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.models import Member

LINK = "link"


@dataclass(frozen=True)
class Occasion:
    """Who writes to whom. Without a contact the letter goes to the client's general address."""

    client: Client
    contact: Contact | None
    sender: Member


@dataclass(frozen=True)
class MergeField:
    """One name: what it means, a sample for previews, and its value for an occasion; an empty text where there is none."""

    name: str
    meaning: str
    sample: str
    value: Callable[[Occasion], str]


FIELDS: Registry[MergeField] = Registry("merge field")


def merge_field(name: str, meaning: str, sample: str) -> Callable:
    """Register `value(occasion) -> str` under a name that templates may hold."""

    def register(value: Callable[[Occasion], str]) -> Callable[[Occasion], str]:
        FIELDS.add(name, MergeField(name, meaning, sample, value))
        return value

    return register


merge_field("client", "the client's name", "Acme Studio")(lambda occasion: occasion.client.name)
merge_field("firm", "your firm's name", "Your studio")(lambda occasion: occasion.sender.workspace.name)
merge_field("sender", "who writes", "Ana Ruiz")(lambda occasion: str(occasion.sender))
merge_field("next_step", "what comes next with the client", "Send the photos")(lambda occasion: occasion.client.next_step)


@merge_field("contact", "the recipient's first name", "Jo")
def first_name(occasion: Occasion) -> str:
    name = occasion.contact.name if occasion.contact else ""
    return calling.first_name(name) if name else occasion.client.name


@merge_field("next_step_on", "the day of the next step", "Tue 12 May")
def step_day(occasion: Occasion) -> str:
    day = occasion.client.next_step_on
    return write_day(day, occasion.sender.workspace.today()) if day else ""


def known_names() -> list[str]:
    """The names that a text may hold, the link among them."""
    return [*FIELDS.keys(), LINK]


def meanings() -> list[tuple[str, str]]:
    """Each name in its braces, with what it means."""
    listed = [(f"{{{each.name}}}", each.meaning) for each in FIELDS]
    return [*listed, (f"{{{LINK}}}", "the link to read and answer in the portal")]


def check(subject: str, text: str) -> None:
    """Raise Invalid with `subject` or `text` for empty or too long words, and for names that are not on the list."""
    if not subject.strip() or len(subject) > 300 or "\n" in subject.strip():
        raise Invalid("Write a subject in one line of at most 300 signs.", "subject")
    if not text.strip() or len(text) > 20_000:
        raise Invalid("Write a text of at most 20,000 signs.", "text")
    for field, words, known in (("subject", subject, list(FIELDS.keys())), ("text", text, known_names())):
        for name in placeholders.names_in(words):
            if name not in known:
                listed = ", ".join(f"{{{each}}}" for each in known)
                raise Invalid(f"{{{name}}} is not known here. Write it without braces, or use one of {listed}.", field)


def fill(words: Words, occasion: Occasion, with_link: bool) -> Words:
    """Put the values in; {link} stays until the letter leaves, or goes with its line where there is none."""
    values = values_in(words, occasion)
    subject = " ".join(placeholders.fill(words.subject, values, late=False).split())[:300]
    body = placeholders.fill(words.text, values if with_link else {**values, LINK: ""})
    return Words(subject, body)


def spoken(words: Words, occasion: Occasion, contact: str) -> Words:
    """The words as the record keeps them: no link, and `contact` for whoever got it."""
    values = {**values_in(words, occasion), "contact": contact, LINK: ""}
    subject = " ".join(placeholders.fill(words.subject, values, late=False).split())[:300]
    return Words(subject, placeholders.fill(words.text, values, late=False).strip())


def values_in(words: Words, occasion: Occasion) -> dict[str, str]:
    """The values of the names that the words hold."""
    names = placeholders.names_in(words.subject) + placeholders.names_in(words.text)
    return {name: FIELDS[name].value(occasion) for name in dict.fromkeys(names) if name in FIELDS}


def missing_in(words: Words, occasion: Occasion) -> list[str]:
    """The meanings of the names that have no value for this recipient."""
    return [FIELDS[name].meaning for name, value in values_in(words, occasion).items() if not value.strip()]


def samples(firm: Any, sender: Any) -> dict[str, str]:
    """Values for a preview without a recipient."""
    return {each.name: each.sample for each in FIELDS} | {"firm": firm.name, "sender": str(sender)}
