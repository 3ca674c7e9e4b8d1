"""What a PDF says of its seal, read in a process of its own with limits: the file comes from a stranger.

Started by asking.py alone: the file on standard input, the facts as JSON on standard output. No Django, no database.
"""

import hashlib
import io
import json
import sys
from typing import Any

MEGABYTES, SECONDS = 700, 20
EVIDENCE_NAME = "evidence.json"
LARGEST_EVIDENCE = 4 * 1024 * 1024


def facts_of(content: bytes) -> dict[str, Any]:
    """Return `readable`, `seals`, `intact`, `valid`, `whole_file`, `certificate`, `named`, `sealed_at` and `evidence`."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    facts: dict[str, Any] = {"readable": False, "seals": 0, "evidence": None}
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        facts["readable"] = bool(reader.root)
    except Exception:  # a stranger's file can break a parser in any way; each means "not readable"
        return facts
    facts["evidence"] = _quietly(lambda: _evidence(reader))
    seals = _quietly(lambda: list(reader.embedded_signatures)) or []
    facts["seals"] = len(seals)
    if seals:
        facts |= _quietly(lambda: _of_seal(seals[0])) or {"intact": False, "valid": False, "whole_file": False}
    return facts


def _of_seal(seal: Any) -> dict[str, Any]:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    known = {
        "certificate": hashlib.sha256(seal.signer_cert.dump()).hexdigest(),
        "named": str(seal.signer_cert.subject.native.get("common_name", ""))[:200],
        "intact": False, "valid": False, "whole_file": False,
    }  # fmt: skip
    context = ValidationContext(trust_roots=[seal.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(seal, context, skip_diff=True)
    whole = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
    at = status.signer_reported_dt
    return known | {"intact": status.intact, "valid": status.valid, "whole_file": whole, "sealed_at": at.isoformat() if at else ""}


def _evidence(reader: Any) -> Any:
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for place in range(0, len(names), 2):
        if str(names[place]) == EVIDENCE_NAME:
            data = names[place + 1]["/EF"]["/F"].data
            return json.loads(data) if len(data) <= LARGEST_EVIDENCE else None
    return None


def _quietly(read: Any) -> Any:
    try:
        return read()
    except Exception:  # as above: what cannot be read is not there
        return None


def main() -> None:
    """Read one file within limits."""
    from clientkeep.relationship.documents.pdf.limits import limit

    limit(SECONDS, MEGABYTES)
    sys.stdout.write(json.dumps(facts_of(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
