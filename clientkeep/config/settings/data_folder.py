"""The data folder: made on first use with its keys, readable by its owner alone."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit


def prepared(path: str) -> Path:
    """Return the data folder, made if it is missing."""
    folder = Path(path).expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(folder: Path, name: str) -> str:
    """Return a key of the installation: 256 random bits, written once beside the database, mode 600."""
    path = folder / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(32))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text().strip()


def hosts(public_url: str, more: list[str]) -> list[str]:
    """Host names that the server answers to: its public one, and this machine's own."""
    names = ["localhost", "127.0.0.1", "[::1]", *more]
    if public_url:
        names.append(urlsplit(public_url).hostname or "")
    return [name for name in names if name]
