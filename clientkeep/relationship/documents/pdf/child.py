"""The process that renders one paper within limits: pickled paper in, PDF out. Started by guard.py alone."""

import pickle
import sys

from clientkeep.relationship.documents.pdf.limits import limit
from clientkeep.relationship.documents.pdf.pictures import PictureRefused
from clientkeep.relationship.documents.pdf.render import render

REFUSED = 3


def main(seconds: int, megabytes: int) -> None:
    limit(seconds, megabytes)
    try:
        pdf = render(pickle.load(sys.stdin.buffer))  # noqa: S301 (written by our own parent process)
    except PictureRefused as refusal:
        sys.stderr.write(str(refusal))
        sys.exit(REFUSED)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
