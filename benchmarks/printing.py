"""PDF: milliseconds for an invoice in a process that prints, after its first; ids come on standard input."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from .spread import p50, p95
from .tree import ROOT, environment


def measure_printing(folder: Path, keys: dict[str, Any]) -> dict[str, float]:
    """Print forty different invoices as the product's own job does."""
    command = [sys.executable, "-m", "benchmarks.printing"]
    ran = subprocess.run(
        command, env=environment(folder), cwd=ROOT, input=json.dumps(keys["documents"]), capture_output=True, text=True
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2000:])
    return json.loads(ran.stdout)


def main() -> None:
    import django

    django.setup()
    from clientkeep.relationship.documents.jobs import render_pdf
    from clientkeep.relationship.documents.models import Document

    took = []
    for pk in json.load(sys.stdin):
        document = Document.objects.get(pk=pk)
        began = time.perf_counter()
        if not render_pdf(document).startswith(b"%PDF"):
            raise RuntimeError(f"{pk} did not become a PDF")
        took.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"p50": p50(took[1:]), "p95": p95(took[1:]), "first": round(took[0], 1)}))


if __name__ == "__main__":
    main()
