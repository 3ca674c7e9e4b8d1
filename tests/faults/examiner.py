"""A process beside the tree that reads the database with the product's own code and holds it against the journal.

It is asked by a line of JSON and answers with one. It lives outside of the kill set and writes nothing,
but for `minute` and `settle`, which stand for the time that passes in a run and after it.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.installation import ROOT, Installation


class Examiner:
    """The process as the run sees it."""

    def __init__(self, installation: Installation, journal: Path, sink: Path) -> None:
        environment = {**installation.environment, "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings"}
        environment["CLIENTKEEP_LOG"] = "error"
        self.files = {"journal": str(journal), "sink": str(sink)}
        self.database = installation.folder / "clientkeep.sqlite3"
        self.log = (installation.folder.parent / "examiner.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.examiner"], env=environment, cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=self.log, text=True,
        )  # fmt: skip

    def examine(self, kills: int, mode: str = "live", database: Path | None = None) -> list[str]:
        """Return what is wrong. Modes: `live` while the tree works, `quiet` when all is done, `prefix` after a cut."""
        return self._ask(do="examine", mode=mode, kills=kills, database=str(database or self.database))["findings"]

    def pending(self) -> list[str]:
        """Jobs that are due or held now."""
        return self._ask(do="pending", database=str(self.database))["findings"]

    def minute(self) -> None:
        """Let the tree's worker look for mail and for people to ask, as the clock lets it once a minute or an hour."""
        self._ask(do="minute", database=str(self.database))

    def settle(self) -> list[str]:
        """Let hours pass over the stopped tree: sweeps find what was interrupted. Returns jobs that still wait."""
        return self._ask(do="settle", database=str(self.database))["findings"]

    def facts(self) -> dict[str, int]:
        return self._ask(do="facts", database=str(self.database))["facts"]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.log.close()

    def _ask(self, **question: Any) -> dict[str, Any]:
        self.process.stdin.write(json.dumps({**self.files, **question}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"The examiner ended.\n{Path(self.log.name).read_text()[-3000:]}")
        return json.loads(line)


def main() -> None:
    """Answer questions until there are none."""
    import django

    django.setup()
    from . import oracle, settling

    answers = {
        "examine": lambda asked: {"findings": oracle.examine(asked)},
        "pending": lambda asked: {"findings": settling.pending()},
        "minute": lambda asked: {"jobs": settling.minute()},
        "settle": lambda asked: {"findings": settling.settle()},
        "facts": lambda asked: {"facts": settling.facts()},
    }
    for line in sys.stdin:
        asked = json.loads(line)
        with settling.looking_at(asked["database"]):
            print(json.dumps(answers[asked["do"]](asked)), flush=True)


if __name__ == "__main__":
    main()
