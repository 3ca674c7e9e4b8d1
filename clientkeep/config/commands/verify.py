"""Verify the journal's chain, or a signed PDF."""

import argparse
import sys
from pathlib import Path

SUMMARY = "verify that no row of the journal was changed or removed; with a FILE, that a signed PDF is whole"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A signed PDF, or nothing for the journal."""
    parser.add_argument("file", nargs="?", type=Path, help="a signed PDF; it is read here, and nothing is asked of the network")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    return file_holds(options.file) if getattr(options, "file", None) else _journal_holds()


def file_holds(path: Path) -> int:
    """Say whether a signed PDF is whole (0), or what is wrong with it (1); 2 where it cannot be read."""
    from clientkeep.lifecycle.agreements.signing.verifying.asking import verify

    try:
        verdict = verify(path.read_bytes())
    except OSError as fault:
        print(f"{path}: {fault.strerror}", file=sys.stderr)
        return 2
    for words in verdict.words:
        print(words, file=sys.stdout if verdict.good else sys.stderr)
    return 0 if verdict.good else 1


def _journal_holds() -> int:
    from clientkeep.workspace.journal.checks import chains_hold
    from clientkeep.workspace.journal.models import Event

    for says in (broken := list(chains_hold())):
        print(says, file=sys.stderr)
    if not broken:
        print(f"The journal's chain holds over {Event.objects.count():,} events.")
    return 1 if broken else 0
