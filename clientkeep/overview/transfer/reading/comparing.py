"""When two values of a field mean the same, although they are written differently."""

import unicodedata

from .values.identity import tax_key
from .values.reach import phone_digits
from .values.text import normal_name, one_line


def same_value(slug: str, old: object, new: object) -> bool:
    """True when nothing would be gained by writing `new` over `old`."""
    return old == new or comparable(slug, old) == comparable(slug, new)


def comparable(slug: str, value: object) -> object:
    """A value in the form in which it is compared; '' for none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    if slug == "phone":
        return phone_digits(value)
    if slug == "tax_id":
        return tax_key(value)
    if slug == "website":
        bare = value.casefold().partition("://")[2] or value.casefold()
        return bare.removeprefix("www.").rstrip("/")
    if slug in {"name", "legal_name"}:
        return normal_name(value)
    plain = unicodedata.normalize("NFC", one_line(value))
    return plain.casefold() if slug in {"email", "country", "currency"} else plain
