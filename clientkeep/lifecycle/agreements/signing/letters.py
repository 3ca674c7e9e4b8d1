"""The letters of a signing, each once: asking, reminding, a code, the end, and the signed file to everybody."""

from typing import TYPE_CHECKING, Any

from clientkeep.foundation.sealing import seal
from clientkeep.foundation.secrets import new_token
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.documents.wording import Figures, long_day
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wordings import word

from . import wordings

if TYPE_CHECKING:
    from .model import Signing
    from .signer import Signer

for each in wordings.LETTERS:
    word(each.slug, each.label, each.goes_out, each.subject, each.body, each.names, button=each.button, required=each.required)


def ask(signer: "Signer", signing: "Signing") -> Letter:
    """Ask somebody whose turn it is."""
    return _write(signer, signing, "signing_ask", f"signing:{signer.pk}:ask", "signing", note=signing.note)


def remind(signer: "Signer", signing: "Signing", count: int) -> Letter:
    """Remind somebody who was asked; each count once."""
    return _write(signer, signing, "signing_reminder", f"signing:{signer.pk}:remind:{count}", "signing")


def mail_code(signer: "Signer", signing: "Signing", code: str) -> Letter:
    """Mail a code; it lies sealed in the outbox until the letter leaves."""
    link = {"kind": "sign_in_code", "sealed": seal(code)}
    return _write(signer, signing, "signing_code", f"signing:{signer.pk}:code:{new_token()}", "sign_in", link=link)


def tell_end(signer: "Signer", signing: "Signing") -> Letter:
    """Say that nothing is to be signed any more."""
    return _write(signer, signing, "signing_end", f"signing:{signer.pk}:end", "signing_end", note=signing.end_reason, link=None)


def send_signed(signer: "Signer", signing: "Signing", sealed: StoredFile) -> Letter:
    """Send the signed and sealed file."""
    return _write(signer, signing, "signing_done", f"signing:{signer.pk}:done", "signing_done", files=[sealed], note=signing.signed_names)


@makes_links("signing")
def signing_link(letter: Letter, arguments: dict) -> str:
    """Open the page of one signer."""
    from .key import SigningKey
    from .signer import Signer

    signer = Signer.objects.get(workspace=letter.workspace_id, pk=arguments["signer"])
    return f"/sign/{SigningKey.make(signer)}/"


@asks_before_leaving("signing")
def is_still_asked(letter: Letter) -> str:
    """A request or a reminder of somebody who has signed, or need not any more, stays here."""
    from .signer import Signer

    asked = Signer.objects.filter(workspace=letter.workspace_id, pk=(letter.link or {}).get("signer"), state="asked", signing__state="open").exists()
    return "" if asked else "Nothing is to be signed by them any more."


def _write(
    signer: "Signer", signing: "Signing", slug: str, key: str, purpose: str, *, files: Any = (), note: str = "", **more: Any
) -> Letter:
    document = signing.document
    figures = Figures(document)
    values = {
        "contact": first_name(signer.name), "client": document.client.name, "firm": signing.workspace.name, "number": document.number,
        "kind": document.label.lower(), "total": signing.price_words,
        "day": long_day(signing.expires_on, figures.locale), "note": note,
    }  # fmt: skip
    words = wording.filled(signing.workspace, slug, values)
    link = more.get("link", {"kind": "signing", "signer": str(signer.pk), "signing": str(signing.pk)})
    return outbox.write(
        signing.workspace, key, purpose, signer.email, signer.name, words.subject, words.text, about=document,
        client_id=signing.client_id, reply_to=signing.workspace.email, link=link, files=files, button=wording.button_of(slug),
    )  # fmt: skip
