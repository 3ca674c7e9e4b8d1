"""What the figures were taken on, without names of machines, people or folders."""

import os
import platform
from pathlib import Path
from typing import Any


def described() -> dict[str, Any]:
    """Cores, memory, versions, and how busy the machine was with other things (load average of a minute)."""
    from clientkeep.config.settings.database import safe_journal_mode, sqlite3

    return {
        "cores": os.cpu_count(),
        "memory_gb": _memory(),
        "system": platform.system(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "journal_mode": safe_journal_mode(),
        "load_average": round(os.getloadavg()[0], 2),
    }


def _memory() -> float:
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal"):
            return round(int(line.split()[1]) / 1024**2, 1)
    return 0.0
