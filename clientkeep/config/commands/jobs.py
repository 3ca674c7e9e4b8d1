"""Look at background jobs that were given up, and try them again."""

import argparse

SUMMARY = "list background jobs that failed for good; --retry tries them again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--retry", action="store_true", help="try each of them again")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.workspace.queue.models import Job

    dead = list(Job.objects.dead())
    for job in dead:
        print(f"{job.ended_at:%Y-%m-%d %H:%M} {job.path} {job.error}")
        if options.retry:
            job.revive()
    print(f"{len(dead)} {'tried again' if options.retry else 'given up'}, {Job.objects.filter(state='ready').count()} waiting")
    return 0
