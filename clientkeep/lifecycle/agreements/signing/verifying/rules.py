"""From what a file says of itself to a verdict: whole, or what is wrong with it, named. Plain Python."""

import hashlib
from dataclasses import dataclass
from typing import Any

from ..chain import first_break
from ..strokes import digest_of

WORDS = {
    "whole": "This file is whole. Nothing was changed since it was sealed.",
    "original": "This is the very file that was signed, without its evidence and seal. Nothing in it was changed.",
    "empty": "The file is empty. Choose another one.",
    "too_large": "The file is larger than 25 MB, so it is none of ours.",
    "not_pdf": "This is no PDF, or it is damaged so much that it cannot be read.",
    "not_ours": "This PDF has no seal of this installation, and it is no file that was signed here.",
    "other_seal": "The seal was made with a certificate that is none of this installation’s. Somebody else may have made it.",
    "seal_broken": "The seal itself is broken: it was changed, or was not made with the certificate that it names.",
    "content_changed": "The document was changed after it was signed: its bytes are not those that everybody signed.",
    "evidence_changed": "The evidence of the signatures was changed after it was written.",
    "evidence_missing": "The evidence of the signatures is missing.",
    "changed_after_seal": "The file was changed after it was sealed, behind the document itself.",
    "added_after_seal": "Something was added to the file after it was sealed.",
}
GOOD = ("whole", "original")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the file is good, and each finding by its slug; with what the evidence tells where it can be trusted."""

    findings: tuple[str, ...]
    facts: dict[str, Any]

    @property
    def good(self) -> bool:
        return all(each in GOOD for each in self.findings)

    @property
    def words(self) -> list[str]:
        return [WORDS[each] for each in self.findings]


def judge(content: bytes, facts: dict[str, Any], known_certificate: bool, known_original: bool) -> Verdict:
    """Return the verdict on a file, given what was read from it and whether its certificate and hash are known here."""
    if known_original:
        return Verdict(("original",), facts)
    if not facts["readable"]:
        return Verdict(("not_pdf",), facts)
    if not facts["seals"] and not facts["evidence"]:
        return Verdict(("not_ours",), facts)
    found = [*_of_content(content, facts["evidence"]), *_of_evidence(facts["evidence"]), *_of_seal(facts, known_certificate)]
    if "content_changed" in found or "evidence_changed" in found:
        found = [each for each in found if each != "changed_after_seal"]
    return Verdict(tuple(found) or ("whole",), facts)


def _of_content(content: bytes, evidence: Any) -> list[str]:
    try:
        length, digest = int(evidence["original"]["bytes"]), evidence["original"]["sha256"]
    except (TypeError, KeyError, ValueError):
        return []
    return [] if hashlib.sha256(content[:length]).hexdigest() == digest else ["content_changed"]


def _of_evidence(evidence: Any) -> list[str]:
    if evidence is None:
        return ["evidence_missing"]
    try:
        return [] if first_break(evidence["entries"]) is None and _matches_entries(evidence) else ["evidence_changed"]
    except (TypeError, KeyError, AttributeError, ValueError):
        return ["evidence_changed"]


def _matches_entries(evidence: dict[str, Any]) -> bool:
    """Whether what is told of the file, of consent and of each signature is what the chained entries say."""
    entries = evidence["entries"]
    done = {each["who"]: each for each in entries if each["kind"] in ("signed", "approved")}
    same_file = all(each["sha256"] == evidence["original"]["sha256"] for each in done.values())
    text = hashlib.sha256(evidence["consent"]["text"].encode()).hexdigest()
    same_text = text == evidence["consent"]["sha256"] == entries[0]["consent_sha256"]
    signed = [each for each in evidence["signers"] if each["state"] == "signed"]
    same_names = all(
        done[who := f"{each['name']} <{each['email']}>"]["typed"] == each["typed"]
        and done[who].get("drawn_sha256", "") == digest_of(each["strokes"])
        for each in signed
    )
    return bool(done) and same_file and same_text and same_names and len(signed) == len(done) and entries[-1]["kind"] == "completed"


def _of_seal(facts: dict[str, Any], known_certificate: bool) -> list[str]:
    if not facts["seals"]:
        return ["seal_broken"]
    if not facts["valid"] and "certificate" not in facts:
        return ["seal_broken"]
    found = [] if facts["valid"] else ["seal_broken"]
    if not facts["intact"]:
        found.append("changed_after_seal")
    if not facts["whole_file"]:
        found.append("added_after_seal")
    return found if known_certificate else [*found, "other_seal"]
