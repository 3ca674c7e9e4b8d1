"""Serve the web pages, the worker and the clock."""

import argparse

SUMMARY = "serve on this machine until Ctrl+C"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--own", action="store_true", help="serve your own firm, now and from now on")
    which.add_argument("--demo", action="store_true", help="serve the demo firm, now and from now on")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.serving.supervisor import serve

    return serve(options.own, options.demo)
