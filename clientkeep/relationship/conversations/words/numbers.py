"""Small numbers in digits or words."""

from .lexer import NUM, Tokens

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "eighty": 80, "seventy": 70}
MOST = 10_000


def read_number(tokens: Tokens, at: int) -> tuple[float, int] | None:
    """The number at `at` and the place behind it: "25", "1.5", "twenty", "twenty-five", "forty five"."""
    if tokens.kind(at) == NUM:
        text = tokens[at].text.replace(",", ".")
        if text.count(".") > 1 or len(text) > 8:
            return None
        value = float(text)
        return (value, at + 1) if value <= MOST else None
    word = tokens.low(at)
    if word in _UNITS:
        return float(_UNITS[word]), at + 1
    tens, dash, unit = word.partition("-")
    if tens not in _TENS:
        return None
    if dash:
        return (float(_TENS[tens] + _UNITS[unit]), at + 1) if _UNITS.get(unit, 10) < 10 else None
    follows = _UNITS.get(tokens.low(at + 1), 10)
    return (float(_TENS[tens] + follows), at + 2) if follows < 10 else (float(_TENS[tens]), at + 1)
