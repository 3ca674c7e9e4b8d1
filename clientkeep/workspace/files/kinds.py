"""What a file is, read from its first bytes, never from what the sender says."""

import re

from clientkeep.foundation.errors import Invalid

from .naming import extension_of

OPAQUE = "application/octet-stream"
# Types that a browser would run. They are stored as they are, and never served under these names.
_MARKUP = re.compile(rb"<\s*(svg|html|script|body|iframe|!doctype html|\?xml|xsl)\b", re.IGNORECASE)
_PROMISED = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
SERVED = {
    *_PROMISED.values(),
    "image/heic", "image/avif", "image/tiff", "image/bmp", "text/plain", "text/csv", "audio/mpeg", "audio/x-wav",
    "video/mp4", "video/quicktime", "application/msword", "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip


def content_type_of(content: bytes, name: str) -> str:
    """Return the type of some bytes. `name` decides only between kinds of plain text."""
    import filetype

    head = content[:8192]
    if b"%PDF-" in content[:1024]:
        return "application/pdf"
    found = filetype.guess_mime(head)
    if found and not found.startswith(("text/", "application/xml")):
        return found
    if _MARKUP.search(_spelled(content[:65536])):
        return "image/svg+xml" if b"<svg" in content[:65536].lower() else "text/html"
    if not _is_text(content):
        return OPAQUE
    return "text/csv" if extension_of(name) in ("csv", "tsv") else "text/plain"


def check_promise(name: str, content_type: str) -> None:
    """Raise Invalid where the name's ending promises another kind than the bytes are."""
    promised = _PROMISED.get(extension_of(name))
    zipped = promised == "application/zip" and content_type.startswith("application/vnd.")
    if promised and content_type != promised and not zipped:
        ending = extension_of(name).upper()
        raise Invalid(f"{name} ends like a {ending} file but holds something else. Save it anew as {ending}.", "file")


def served_type(content_type: str) -> str:
    """Return the type under which a file leaves: what a browser might run leaves as bare bytes."""
    return content_type if content_type in SERVED else OPAQUE


def _spelled(head: bytes) -> bytes:
    # UTF-16 hides markup from a search for ASCII letters.
    return head.replace(b"\x00", b"")


def _is_text(content: bytes) -> bool:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return b"\x00" not in content[:65536]
