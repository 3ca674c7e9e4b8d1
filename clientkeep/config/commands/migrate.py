"""Bring the database up to this version: a backup first where anything would change, then the migrations."""

import argparse

SUMMARY = "bring the database up to this version, after a backup"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="make the demo firm where the database is empty")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.config.upgrading import upgrade

    upgrade()
    if options.demo:
        from clientkeep.config.demo import make

        print("  Making the demo firm …", flush=True)
        make()
    return 0
