"""A worker of its own, for a second machine on PostgreSQL."""

import argparse

SUMMARY = "run background jobs only (serve has a worker already)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django
    from clientkeep.config.serving.work import main

    with_django()
    main()
    return 0
