"""Which encoding the bytes are in. Wrong letters in a client's name are worse than a slow guess."""

import codecs

from .errors import NotATable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OTHER_KINDS = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a word processor document"),
)

_SAMPLE = 64 * 1024
_WESTERN = frozenset("äöüÄÖÜßéèêëÉÈÊàâáãåÀÂÁÅçÇíìîïóòôõøÓÖØúùûñÑœŒæÆ€’‘“”–—°£§º")
_UNUSED_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


def refuse_other_kinds(data: bytes) -> None:
    """Raise NotATable for a file whose first bytes tell another format."""
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise NotATable(f"This file is {kind}. Save or export it as CSV (or vCard) and choose that file.")


def guess_encoding(data: bytes) -> str:
    """Name of the Python codec that fits best. Never fails: the last resort maps every byte to a letter."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    wide = _wide_without_mark(data[:_SAMPLE])
    if wide:
        return wide
    if _is_utf8(data):
        return "utf-8"
    return _single_byte(data)


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 without its mark: commas and line ends leave a zero in every second byte."""
    zeros_even, zeros_odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(zeros_even, zeros_odd) * 20 < len(sample) // 2 + 1 or not zeros_even + zeros_odd:
        return None
    if zeros_odd > 9 * zeros_even:
        return "utf-16-le"
    if zeros_even > 9 * zeros_odd:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    """Also true for UTF-8 with a few damaged bytes, as long as the sound letters far outnumber them."""
    try:
        data.decode("utf-8")
        return True
    except UnicodeDecodeError:
        text = data[: 4 * _SAMPLE].decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for letter in text if letter > "\x7f") - damaged
    return sound > 20 * max(damaged, 1)


def _single_byte(data: bytes) -> str:
    sample = _around_high_bytes(data)
    high = [byte for byte in sample if byte > 0x7F]
    letters = sum(1 for byte in sample if 65 <= byte <= 90 or 97 <= byte <= 122)
    western = max(("cp1252", "mac_roman"), key=lambda name: (_western_share(sample, name), name == "cp1252"))
    if b"\r" in data and b"\n" not in data and _western_share(sample, "mac_roman") >= 0.5:
        return "mac_roman"
    if len(high) > 0.4 * max(letters, 1) or _western_share(sample, western) < 0.3:
        return _by_statistics(sample) or _closest(western, high)
    return _closest(western, high)


def _around_high_bytes(data: bytes) -> bytes:
    """The lines that hold letters beyond ASCII, since only they tell one encoding from the other."""
    lines = data[: 16 * _SAMPLE].replace(b"\r", b"\n").split(b"\n")
    telling = [line for line in lines if any(byte > 0x7F for byte in line[:2000])]
    return b"\n".join(telling)[:_SAMPLE] or data[:_SAMPLE]


def _western_share(sample: bytes, encoding: str) -> float:
    letters = [letter for letter in sample.decode(encoding, "replace") if letter > "\x7f"]
    return sum(letter in _WESTERN for letter in letters) / max(len(letters), 1)


def _closest(western: str, high: list[int]) -> str:
    if western == "cp1252" and _UNUSED_IN_1252.intersection(high):
        return "latin-1"
    return western


def _by_statistics(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:8192], threshold=0.3).best()
    if best is None or best.encoding.startswith(("utf", "ascii")):
        return None
    return best.encoding
