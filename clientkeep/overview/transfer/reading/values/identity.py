"""Tax numbers and payment terms."""

import re
from functools import lru_cache

from .reading import Read

_TERMS = re.compile(
    r"(?:net|netto|à|within|innerhalb|due in|n)?\s*(\d{1,3})\s*(?:days?|tagen?|jours?|d[ií]as|d)?\s*(?:net|netto)?\.?$",
    re.IGNORECASE,
)
_AT_ONCE = frozenset(
    ("due on receipt", "upon receipt", "on receipt", "immediately", "immediate", "sofort", "sofort fällig", "bei erhalt",
     "à réception", "comptant", "al contado", "cash", "cod", "a la recepción")
)  # fmt: skip


@lru_cache(maxsize=1024)
def tax_number(text: str, country: str = "") -> Read[str]:
    """A VAT or tax number as written, without inner runs of space. A failed check is a warning, never a refusal:

    value and problem may both be set. European numbers are checked by their own country's rule (python-stdnum).
    """
    number = " ".join(text.split())
    if not number:
        return Read()
    if len(number) > 40:
        return Read(problem=f"“{number[:40]}…” is too long for a tax number.")
    compact = tax_key(number)
    if re.match(r"^[A-Z]{2}[0-9A-Z]{2,13}$", compact) and (doubt := _doubt(compact)):
        return Read(number, doubt)
    return Read(number)


def tax_key(number: str) -> str:
    """Letters and digits only, upper case: the form in which two tax numbers are compared."""
    return "".join(letter for letter in number.upper() if letter.isalnum())


def payment_days(text: str) -> Read[int]:
    """Days until payment is due: '30', 'Net 14', '14 Tage netto', 'Due on receipt' (0). At most 365."""
    word = text.strip().casefold().rstrip(".")
    if not word or word == "-1":  # Invoice Ninja writes -1 for "as the workspace says"
        return Read()
    if word in _AT_ONCE:
        return Read(0)
    match = _TERMS.match(word) if len(word) < 60 else None
    if match and int(match[1]) <= 365:
        return Read(int(match[1]))
    return Read(problem=f"“{text[:40]}” is not a number of days.")


def rule_days(day: str, rule: str) -> Read[int]:
    """Xero's pair: a number and what it counts. Only days after the invoice date can be kept as days."""
    word = "".join(letter for letter in rule.casefold() if letter.isalpha())
    if not day.strip():
        return Read()
    if not word or (word.startswith("day") and "after" in word and "month" not in word):
        return payment_days(day)
    return Read(problem=f"Payment terms “{day} {rule}” are not a number of days after the invoice.")


def _doubt(compact: str) -> str:
    from stdnum.eu import vat

    prefix = compact[:2].lower().replace("gr", "el")
    if prefix not in vat.MEMBER_STATES and prefix != "el":
        return ""
    if vat.is_valid(compact.replace("GR", "EL", 1) if prefix == "el" else compact):
        return ""
    return f"“{compact}” does not pass the check of a VAT number from {compact[:2]}: look for a slip."
