"""Check that everything that must hold at any moment holds."""

import argparse
import sys

SUMMARY = "check the database, the files, the documents, the money book and the journal"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.config.checks import run_checks

    found, note = run_checks()
    for finding in found[:50]:
        print(f"{finding.check}: {finding.says}", file=sys.stderr)
    if len(found) > 50:
        print(f"… and {len(found) - 50} more", file=sys.stderr)
    if found:
        return 1
    print(f"Everything holds ({note}).")
    return 0
