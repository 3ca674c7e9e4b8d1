"""Collect the static files, packed and named by their hash."""

import argparse

SUMMARY = "collect static files (bin/setup does it)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    import tempfile

    from clientkeep.config.command_line import with_django

    with tempfile.TemporaryDirectory() as nowhere:
        import os

        os.environ["CLIENTKEEP_DATA"] = nowhere
        with_django()
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False)
    return 0
