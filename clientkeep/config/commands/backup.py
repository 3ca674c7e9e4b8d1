"""Make a backup while serving, and prove it by restoring it elsewhere."""

import argparse
import sys
from pathlib import Path

SUMMARY = "write database, files and keys into one verified archive, while serving"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="where to write it; without it into the data folder's backups")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from django.conf import settings

    from clientkeep.config.backups.archive import BadArchive
    from clientkeep.config.backups.making import BackupFailed, make_backup
    from clientkeep.foundation import clock

    target = options.file or settings.DATA / "backups" / f"clientkeep-{clock.now():%Y%m%dT%H%M%SZ}.tar"
    try:
        rows = make_backup(target.absolute())
    except (BackupFailed, BadArchive, OSError) as problem:
        print(f"No backup was made: {problem}", file=sys.stderr)
        return 1
    print(f"{target} ({target.stat().st_size / 1e6:.1f} MB, {sum(rows.values()):,} rows) was restored elsewhere and checked.")
    print("It holds the keys of this installation: keep it where only you can read it, and not only on this machine.")
    return 0
