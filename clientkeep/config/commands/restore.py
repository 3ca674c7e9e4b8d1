"""Restore a backup as the data that is served."""

import argparse
import sys
from pathlib import Path

SUMMARY = "restore a backup into an empty data folder (--force puts the present data aside)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--force", action="store_true", help="put the data that is there aside and restore in its place")
    parser.add_argument("--into", type=Path, help="the data folder; without it your own firm's, or CLIENTKEEP_DATA")


def run(options: argparse.Namespace) -> int:
    import os

    from clientkeep.config.backups.archive import BadArchive
    from clientkeep.config.serving.choice import home

    own = os.environ.get("CLIENTKEEP_DATA") or str(home() / "own")
    folder = (options.into or Path(own)).expanduser().resolve()
    if os.environ.get("DATABASE_URL"):
        from clientkeep.config.command_line import with_django

        with_django()
    try:
        from clientkeep.config.backups.restoring import RestoreRefused, restore_backup

        restored = restore_backup(options.file, folder, options.force)
    except (RestoreRefused, BadArchive) as problem:
        print(f"Nothing was restored: {problem}", file=sys.stderr)
        return 1
    print(f"Restored to {restored.folder}.")
    if restored.aside:
        print(f"The data that was there is now in {restored.aside}.")
    if restored.broken:
        print(f"The check found something:\n{restored.broken}", file=sys.stderr)
        return 1
    print("Every check holds.")
    return 0
