"""Verify the journal's chain."""

import argparse
import sys

SUMMARY = "verify that no row of the journal was changed or removed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.workspace.journal.checks import chains_hold
    from clientkeep.workspace.journal.models import Event

    for says in (broken := list(chains_hold())):
        print(says, file=sys.stderr)
    if not broken:
        print(f"The journal's chain holds over {Event.objects.count():,} events.")
    return 1 if broken else 0
