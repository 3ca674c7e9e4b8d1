"""What is attached to a mail becomes files of the client, unseen by the client, or held for somebody unknown; programs are not kept."""

import unicodedata
from collections.abc import Iterable

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.naming import extension_of
from clientkeep.workspace.files.queries import HELD
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from .reading import Attachment

MOST_FILES = 50
_PROGRAMS = {
    "apk", "app", "appx", "bat", "chm", "cmd", "com", "cpl", "dll", "dmg", "docm", "exe", "gadget", "hta", "img", "iso",
    "jar", "js", "jse", "lnk", "msc", "msi", "msp", "pif", "pptm", "ps1", "psm1", "reg", "scf", "scr", "sh", "url", "vb",
    "vbe", "vbs", "vhd", "vhdx", "wsf", "wsh", "xlam", "xlsm", "xll",
}  # fmt: skip
_BEGINNINGS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"L\x00\x00\x00\x01\x14\x02\x00")


def keep_attached(workspace: Workspace, client: Client | None, attachments: Iterable[Attachment], by: Actor) -> tuple[list[StoredFile], list[str]]:
    """Keep files of a client, or held where there is none yet; returns their rows, and a sentence for each that was not kept."""
    kept, notes = [], []
    for number, attachment in enumerate(attachments):
        name = attachment.name
        if number >= MOST_FILES:
            notes.append(f"Only the first {MOST_FILES} attached files were kept.")
            break
        if is_program(attachment):
            notes.append(f"“{shown(name)}” was not kept: it is a program or can hold one.")
            continue
        try:
            kept.append(_kept(workspace, client, attachment, by))
        except Invalid as refused:
            notes.append(f"“{shown(name)}” was not kept. {refused.message}")
    return kept, notes


def is_program(attachment: Attachment) -> bool:
    """Whether a file could run on a desk, by its ending (hidden signs taken out first) or by its first bytes."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", attachment.name) if unicodedata.category(sign)[0] != "C")
    return extension_of(seen.strip().rstrip(". ")) in _PROGRAMS or attachment.content.startswith(_BEGINNINGS)


def shown(name: str) -> str:
    return name if len(name) <= 80 else name[:77] + "…"


def _kept(workspace: Workspace, client: Client | None, attachment: Attachment, by: Actor) -> StoredFile:
    whose = {"client_id": client.pk} if client else {"purpose": HELD}
    try:
        return keep(workspace, attachment.content, attachment.name, by, **whose)
    except Invalid as refused:
        if refused.field != "name":
            raise
    return keep(workspace, attachment.content, "attachment", by, **whose)
