"""Tell why a client's trust stands where it stands."""

import argparse
import sys

SUMMARY = "tell where a client's trust stands, and why"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("client", help="the client's name, or the beginning of it")
    parser.add_argument("--lines", type=int, default=20, help="how many lines (20)")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.foundation import clock
    from clientkeep.lifecycle.retention.trust.account import account_of
    from clientkeep.lifecycle.retention.trust.words import signed
    from clientkeep.relationship.clients.models import Client

    found = list(Client.objects.current().filter(name__istartswith=options.client).select_related("workspace")[:2])
    if len(found) != 1:
        said = "Several clients begin so; write more of the name." if found else "There is no such client."
        print(said, file=sys.stderr)
        return 1
    account = account_of(found[0].workspace, found[0].pk, clock.now())
    print(f"{found[0]}: {account.level}, {signed(account.balance)} points")
    if account.turn:
        print(f"Worse since {account.turn.since:%Y-%m-%d}: {account.turn.why}. {account.advice}")
    for line, now in account.told[: max(0, options.lines)]:
        print(f"{line.at:%Y-%m-%d}  {signed(line.points):>4}  {signed(now):>6}  {line.why}")
    return 0
