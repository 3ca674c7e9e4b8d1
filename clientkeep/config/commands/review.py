"""Who needs a word, in the order of the weekly review."""

import argparse
import sys

SUMMARY = "tell who needs a word first, and what would help most"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--most", type=int, default=20, help="how many clients (20)")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.lifecycle.retention.reviews.ordering import in_order, suggested
    from clientkeep.relationship.clients.models import Client
    from clientkeep.workspace.members.acting import Acting
    from clientkeep.workspace.members.models import Member

    owner = Member.objects.filter(role="owner", disabled_at=None).select_related("workspace", "user").order_by("created_at").first()
    if owner is None:
        print("No firm is set up yet.", file=sys.stderr)
        return 1
    acting = Acting(owner.workspace, owner, via="command")
    first = in_order(acting)[: max(0, options.most)]
    clients = Client.objects.in_bulk(first)
    for pk in first:
        print(f"{clients[pk].name:<32} {suggested(acting, clients[pk])}")
    return 0
