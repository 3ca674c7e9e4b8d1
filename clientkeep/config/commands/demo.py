"""Make the demo firm anew."""

import argparse
import sys

SUMMARY = "make the demo firm anew, dated back from today"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    import os
    import shutil

    from clientkeep.config.serving.choice import Choice, home
    from clientkeep.config.serving.claim import is_served
    from clientkeep.config.serving.preparing import prepare

    folder = home() / "demo"
    if is_served(folder):
        print("The demo is being served. Stop it first.", file=sys.stderr)
        return 1
    if folder.exists():
        shutil.rmtree(folder)
    os.environ.pop("DATABASE_URL", None)
    return 0 if prepare(Choice(folder, True)) else 1
