"""Verifying a file: read by a child with limits, judged by the rules, with what this installation knows."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from ..model import Signing
from ..sealing.seal_key import SealKey
from .reading import SECONDS
from .rules import Verdict, judge

LARGEST = 25 * 1024 * 1024
_CODE = Path(__file__).parents[5]
_UNREADABLE = {"readable": False, "seals": 0, "evidence": None}


def verify(content: bytes) -> Verdict:
    """Return the verdict on a file that anybody hands in. Nothing is kept."""
    if not content:
        return Verdict(("empty",), {})
    if len(content) > LARGEST:
        return Verdict(("too_large",), {})
    if Signing.objects.filter(sha256=hashlib.sha256(content).hexdigest(), state="signed").exists():
        return judge(content, {}, known_certificate=False, known_original=True)
    facts = _read(content) if b"%PDF-" in content[:1024] else _UNREADABLE
    known = bool(facts.get("certificate")) and SealKey.objects.filter(fingerprint=facts["certificate"]).exists()
    return judge(content, facts, known, known_original=False)


def _read(content: bytes) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "clientkeep.lifecycle.agreements.signing.verifying.reading"]
    environment = {"PATH": os.defpath, "PYTHONPATH": str(_CODE), "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS * 2, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return _UNREADABLE
    return json.loads(done.stdout) if done.returncode == 0 else _UNREADABLE
