"""The process that renders one paper within limits: pickled paper in, PDF out. Started by guard.py alone."""

import pickle
import resource
import sys

from clientkeep.relationship.documents.pdf.pictures import PictureRefused
from clientkeep.relationship.documents.pdf.render import render

REFUSED = 3


def main(seconds: int, megabytes: int) -> None:
    _limit(resource.RLIMIT_CPU, seconds * 2)  # two threads may count at once
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, megabytes * 1024 * 1024)
    try:
        pdf = render(pickle.load(sys.stdin.buffer))  # noqa: S301 (written by our own parent process)
    except PictureRefused as refusal:
        sys.stderr.write(str(refusal))
        sys.exit(REFUSED)
    sys.stdout.buffer.write(pdf)


def _limit(what: int, to: int) -> None:
    _, hard = resource.getrlimit(what)
    most = to if hard == resource.RLIM_INFINITY else min(to, hard)
    try:
        resource.setrlimit(what, (most, most))
    except (ValueError, OSError):
        # macOS knows no limit of address space; there the time limit alone holds.
        if sys.platform != "darwin":
            raise


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
