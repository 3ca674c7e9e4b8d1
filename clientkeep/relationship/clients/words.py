"""Folded text of a client for search: lower case, no accents, so that "zoe" finds "Zoë"."""

import unicodedata


def fold(text: str) -> str:
    """Return text in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def search_words(client) -> str:
    """Return what a search over clients looks through, folded."""
    texts = [client.name, client.legal_name, client.email, client.phone, client.city, client.website, client.tax_id]
    texts += [str(tag) for tag in client.tags] + [str(value) for value in client.custom.values()]
    return fold(" ".join(text for text in texts if text))
