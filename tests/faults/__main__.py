"""`bin/faults`: run the kill run by hand."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from .run import POINTS, Plan, Run, report


def main() -> int:
    """Returns the exit status: 0 where everything held."""
    parser = argparse.ArgumentParser(prog="bin/faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=10, help="kills at random instants (S1)")
    parser.add_argument("--rounds", type=int, default=1, help="rounds over all armed crash points (S2)")
    parser.add_argument("--cuts", type=int, default=10, help="cuts of the log (S3)")
    parser.add_argument("--phase", choices=("S1", "S2", "S3"), help="this phase alone; cuts follow random kills")
    parser.add_argument("--off", default="", metavar="NAME", help="switch safeguards off: number-lock-off, …")
    parser.add_argument("--keep", action="store_true", help="keep the folder with database, journal and logs")
    asked = parser.parse_args()
    plan = Plan(
        asked.seed,
        kills=0 if asked.phase == "S2" else asked.kills,
        points=POINTS * asked.rounds if asked.phase in (None, "S2") else (),
        cuts=asked.cuts if asked.phase in (None, "S3") else 0,
        off=tuple(filter(None, asked.off.split(","))),
    )
    folder = Path(tempfile.mkdtemp(prefix="clientkeep-faults-"))
    result = Run(folder, plan).execute()
    print(report(result))
    if asked.keep:
        print(f"Kept in {folder}")
    else:
        shutil.rmtree(folder)
    return 1 if result.findings else 0


if __name__ == "__main__":
    sys.exit(main())
