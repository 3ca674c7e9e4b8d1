"""What a good file tells of its signatures, for people; of a file that is not good nothing is told as true."""

from dataclasses import dataclass
from typing import Any

from .rules import Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """The document, who sealed it and when (UTC), and each signature: name as typed, address, moment."""

    document: str
    sealed_by: str
    sealed_at: str
    level: str
    signatures: tuple[tuple[str, str, str], ...]


def told(verdict: Verdict) -> Told | None:
    """Return it for a sealed file that is whole, else None."""
    if verdict.findings != ("whole",):
        return None
    evidence: dict[str, Any] = verdict.facts["evidence"]
    signed = [each for each in evidence["signers"] if each["state"] == "signed"]
    return Told(
        evidence["document"], verdict.facts["named"], _moment(verdict.facts["sealed_at"]), evidence["level"],
        tuple((each["typed"], each["email"], _moment(each["at"])) for each in signed),
    )  # fmt: skip


def _moment(text: str) -> str:
    return f"{text[:19].replace('T', ' ')} UTC" if text else ""
