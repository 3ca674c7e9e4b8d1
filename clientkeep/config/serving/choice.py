"""Which data folder is served: the demo's, or the person's own. Plain Python, known to the supervisor and the page.

`data/demo` is served until somebody asks for their own firm; asking leaves the mark `data/use-own`.
CLIENTKEEP_DATA or DATABASE_URL name other data; then there is no demo.
"""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MARK = "use-own"


@dataclass(frozen=True)
class Choice:
    """A data folder, and whether it is the demo's."""

    folder: Path
    is_demo: bool


def home() -> Path:
    """The folder that holds `own` and `demo`."""
    return ROOT / "data"


def choose(own: bool = False, demo: bool = False) -> Choice:
    """Return what to serve; `own` and `demo` settle it for this and later runs."""
    named = os.environ.get("CLIENTKEEP_DATA")
    if named:
        return Choice(Path(named).expanduser().resolve(), False)
    if os.environ.get("DATABASE_URL"):
        return Choice(home() / "own", False)
    mark = home() / MARK
    if own:
        ask_for_own(home() / "demo")
    elif demo:
        mark.unlink(missing_ok=True)
    return Choice(home() / "own", False) if mark.exists() else Choice(home() / "demo", True)


def ask_for_own(demo_folder: Path) -> None:
    """Leave the mark beside the demo's folder; a running supervisor sees it within a second."""
    demo_folder.parent.mkdir(parents=True, exist_ok=True)
    (demo_folder.parent / MARK).touch(mode=0o600)
