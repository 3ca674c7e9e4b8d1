"""Make a one-time sign-in link on the machine itself."""

import argparse
import os
import sys

SUMMARY = "make a sign-in link that works once, for 30 minutes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", nargs="?", help="for whom; without it for the firm's owner")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.foundation.errors import Refusal
    from clientkeep.workspace.office.signin import make_link

    base = os.environ.get("CLIENTKEEP_PUBLIC_URL") or f"http://localhost:{os.environ.get('CLIENTKEEP_PORT', '8000')}"
    try:
        print(make_link(options.email, base))
    except Refusal as problem:
        print(problem.message, file=sys.stderr)
        return 1
    return 0
