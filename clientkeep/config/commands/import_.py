"""Import clients from a file, or rehearse it."""

SUMMARY = "import clients from a file (--dry-run shows what each row would do)"
RAW = True


def run(argv: list[str]) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.overview.transfer.command import run as run_import

    return run_import(argv) or 0
