"""Before serving: is the database of a data folder up to date with this code? A stamp answers without Django.

The stamp covers every migration and trigger of the code and the identity of the database, so that a second start
asks nothing; whatever changes one of them makes the next start migrate again.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from .choice import ROOT, Choice

STAMP = "prepared"


def prepare(choice: Choice) -> bool:
    """Bring the data folder up to date if it is not; True where that went well."""
    choice.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp, now = choice.folder / STAMP, fingerprint(choice.folder)
    if now and stamp.exists() and stamp.read_text() == now:
        return True
    print("  Preparing the database …", flush=True)
    command = [sys.executable, "-m", "clientkeep.config.command_line", "migrate"]
    if choice.is_demo:
        command.append("--demo")
    environment = {**os.environ, "CLIENTKEEP_DATA": str(choice.folder)}
    if subprocess.run(command, env=environment).returncode:
        return False
    stamp.write_text(fingerprint(choice.folder) or "")
    return True


def fingerprint(folder: Path) -> str | None:
    """Return the hash of code that shapes the database and of the database's identity; None where there is none yet."""
    body = hashlib.sha256()
    url = os.environ.get("DATABASE_URL", "")
    database = folder / "clientkeep.sqlite3"
    if url:
        body.update(url.encode())
    elif database.exists():
        body.update(f"{database.stat().st_dev}:{database.stat().st_ino}".encode())
    else:
        return None
    for path in sorted(_shaping_files()):
        body.update(path.name.encode() + path.read_bytes())
    body.update((ROOT / "requirements" / "core.txt").read_bytes())
    return body.hexdigest()


def _shaping_files() -> list[Path]:
    code = ROOT / "clientkeep"
    return [*code.glob("*/*/migrations/*.py"), *code.glob("*/*/triggers.py"), *code.glob("*/*/*/triggers.py")]
