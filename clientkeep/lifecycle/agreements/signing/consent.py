"""What everybody who signs agrees to first. A text is never changed, only followed by one of a new version."""

import hashlib

VERSION = "2026-1"
TEXTS = {
    "2026-1": (
        "I agree to read and sign this document electronically. I have read the PDF file that is named here. My typed name, "
        "with or without a drawn signature, is my signature. It is a simple electronic signature. I may decline, and I may "
        "ask the sender for a copy on paper, or to sign on paper instead, at no cost. When I signed, my e-mail address, my "
        "network address, my browser and the fingerprint of the file are kept as evidence."
    ),
}


def text_of(version: str) -> str:
    """Return the text of a version. KeyError for an unknown one."""
    return TEXTS[version]


def hash_of(version: str) -> str:
    """Return the SHA-256 of the text of a version."""
    return hashlib.sha256(TEXTS[version].encode()).hexdigest()
