"""The evidence of a signing: for machines as a file inside the PDF, for people as pages at its end."""

import json
from collections.abc import Iterator
from typing import Any

from clientkeep.relationship.documents.pdf.paper import Fact, Paper, PaperLine, Part, Party, Run, Section, Words

from .. import consent
from ..entry import KINDS
from ..model import Signing

LEVEL = "simple electronic signature"
_WORDS = Words(seller="Asked by", buyer="With", description="What happened", amount="When (UTC)", notes="What this is")


def evidence_of(signing: Signing, length: int) -> dict[str, Any]:
    """Return everything that proves the signing; `length` is that of the signed file in bytes."""
    return {
        "format": "clientkeep-evidence-1",
        "level": LEVEL,
        "document": str(signing.document),
        "original": {"sha256": signing.sha256, "bytes": length},
        "consent": {
            "version": signing.consent_version, "sha256": signing.consent_hash, "text": consent.text_of(signing.consent_version),
        },
        "signers": [_signer(each) for each in signing.signers.all()],
        "entries": [{**entry.told, "digest": entry.digest} for entry in signing.entries.all()],
    }  # fmt: skip


def as_bytes(evidence: dict[str, Any]) -> bytes:
    """Return the evidence as it lies in the PDF."""
    return json.dumps(evidence, ensure_ascii=False, indent=1, sort_keys=True).encode()


def paper_of_evidence(signing: Signing, evidence: dict[str, Any]) -> Paper:
    """Return the pages that people read."""
    document, firm = signing.document, signing.workspace
    return Paper(
        kind_label="Evidence of signatures", number=document.number, seller=Party((document.seller or {}).get("name") or firm.name),
        buyer=Party((document.buyer or {}).get("name") or document.client.name), created=signing.ended_at,
        headline=f"Signed by {signing.signed_names}", locale="en", accent=firm.accent, size="a4" if firm.paper_size == "a4" else "us-letter",
        facts=(Fact("Level", LEVEL), Fact("Complete", f"{signing.ended_at:%Y-%m-%d %H:%M:%S} UTC"), Fact("Document", str(document))),
        sections=(Section("Signatures", tuple(_signatures(evidence))),), lines=tuple(_line(entry) for entry in evidence["entries"]), notes=_notes(evidence), words=_WORDS,
    )  # fmt: skip


def _signer(signer: Any) -> dict[str, Any]:
    return {
        "name": signer.name, "email": signer.email, "role": signer.role, "countersigns": signer.ours, "state": signer.state,
        "typed": signer.typed_name, "strokes": signer.strokes, "at": signer.decided_at.isoformat() if signer.decided_at else "",
    }  # fmt: skip


def _signatures(evidence: dict[str, Any]) -> Iterator[Part]:
    """Beside each name what that person typed, and below it what was drawn."""
    for each in evidence["signers"]:
        if each["state"] == "signed":
            said = "approved" if each["role"] == "approver" else "signed"
            when = f"{said} {each['at'][:19].replace('T', ' ')} UTC"
            yield Part("row", (Run(each["typed"] or each["name"], italic=True), Run(f", {when}")), each["name"])
            if each["strokes"]:
                yield Part("drawing", label=f"Drawn signature of {each['name']}", strokes=each["strokes"])


def _line(entry: dict[str, Any]) -> PaperLine:
    who, typed = entry.get("who", ""), entry.get("typed", "")
    said = [entry.get("choice", ""), entry.get("total", ""), f"as “{typed}”" if typed else "", f"from {entry['address']}" if entry["address"] else "", entry["agent"][:160]]
    detail = ", ".join(part for part in said if part)
    return PaperLine(
        description=f"{KINDS[entry['kind']]}{': ' if who else ''}{who}", amount=entry["at"][:19].replace("T", " "),
        detail=f"{detail}\n{_grouped(entry['digest'])}".strip(),
    )  # fmt: skip


def _notes(evidence: dict[str, Any]) -> str:
    original, agreed = evidence["original"], evidence["consent"]
    return "\n".join([
        f"These pages belong to the document before them. Each signature is a {LEVEL}.",
        f"All signed the file that is the first {original['bytes']:,} bytes of this one. Its SHA-256:",
        _grouped(original["sha256"]), "",
        f"Before signing, each agreed to this text, version {agreed['version']}:", agreed["text"], "",
        "The line under each entry is its SHA-256, which covers the entry before it. The whole, strokes of drawn signatures too, lies in "
        "this PDF as evidence.json; the seal covers all of it.",
    ])  # fmt: skip


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
