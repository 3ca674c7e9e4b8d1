"""The archive: a tar with a manifest of every member's size and hash, and of row counts. Plain Python, no Django."""

import hashlib
import io
import json
import os
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = "manifest.json"
FORMAT = 1
DATABASE = "clientkeep.sqlite3"
DUMP = "clientkeep.pgdump"
KEYS = ("secret-key", "sealing-key")


class BadArchive(Exception):
    """This file is no backup of Clientkeep, or it was damaged."""


def pack(folder: Path, target: Path, facts: dict[str, Any]) -> None:
    """Write everything in `folder` into `target` (mode 600), hashed and synced, in place at once or not at all."""
    passing = target.with_name(target.name + ".part")
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                members = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
                manifest = {**facts, "format": FORMAT, "members": {name: _facts(path) for name, path in members.items()}}
                _add_text(tar, MANIFEST, json.dumps(manifest, indent=1))
                for name, path in members.items():
                    tar.add(path, arcname=name, filter=_plain)
            file.flush()
            os.fsync(file.fileno())
        os.replace(passing, target)
    finally:
        passing.unlink(missing_ok=True)


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Put an archive's members into `folder` and return its manifest.

    Raises BadArchive for anything that the manifest does not name, names twice, or whose size or hash is another.
    """
    try:
        with tarfile.open(archive, "r:") as tar:
            manifest = _manifest(tar)
            left = dict(manifest["members"])
            for member in tar:
                facts = left.pop(member.name, None)
                if facts is None or not member.isfile() or not _is_safe(member.name) or member.size != facts["size"]:
                    raise BadArchive(f"{member.name} does not belong into a backup, or its size is wrong.")
                _extract(tar, member, folder / member.name, facts)
    except (tarfile.TarError, OSError, KeyError, TypeError, ValueError) as problem:
        raise BadArchive(f"{archive} is no backup of Clientkeep, or it was damaged ({problem}).") from problem
    if left:
        raise BadArchive(f"{next(iter(left))} is missing in {archive}.")
    return manifest


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    first = tar.next()
    if first is None or first.name != MANIFEST or first.size > 512 * 1024 * 1024:
        raise BadArchive("This file is no backup of Clientkeep.")
    manifest = json.load(tar.extractfile(first))
    if manifest.get("format") != FORMAT:
        raise BadArchive("This backup was made by another version of Clientkeep. Restore it with that one.")
    tar.members = []
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, facts: dict[str, Any]) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, body = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), hashlib.sha256()
    with os.fdopen(handle, "wb") as file, tar.extractfile(member) as source:
        while chunk := source.read(1024 * 1024):
            body.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if body.hexdigest() != facts["sha256"]:
        raise BadArchive(f"{member.name} was changed after the backup was made.")


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    known = name in (DATABASE, DUMP, *KEYS) or path.parts[:1] == ("files",)
    return known and not path.is_absolute() and ".." not in path.parts


def _facts(path: Path) -> dict[str, Any]:
    body = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            body.update(chunk)
    return {"size": path.stat().st_size, "sha256": body.hexdigest()}


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    member = _plain(tarfile.TarInfo(name))
    member.size = len(text.encode())
    tar.addfile(member, io.BytesIO(text.encode()))
