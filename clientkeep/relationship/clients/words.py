"""Folded text of a client for search: lower case, no accents, so that "zoe" finds "Zoë"."""

import unicodedata

# A PostgreSQL index takes at most 2,704 bytes a row; four bytes a character leave room.
LONGEST = 600


def fold(text: str) -> str:
    """Return text in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def search_words(client, people=()) -> str:
    """Return what a search over clients looks through, folded: the name first, so that it also sorts by name.

    `people` are the client's contacts, each with `name` and `email`.
    """
    texts = [client.name, client.legal_name, client.email, client.phone, client.city, client.website, client.tax_id]
    texts += [str(tag) for tag in client.tags]
    texts += [text for person in people for text in (person.name, person.email)]
    texts += [str(value) for value in client.custom.values()]
    return fold(" ".join(text for text in texts if text))[:LONGEST]
