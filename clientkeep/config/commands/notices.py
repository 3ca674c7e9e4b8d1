"""What a person is told of, unread first; or mark it all as read."""

import argparse
import sys

SUMMARY = "tell what somebody has not read yet, or mark it as read"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--of", help="whose, by e-mail (the first owner's)")
    parser.add_argument("--all", action="store_true", help="those that were read, too")
    parser.add_argument("--most", type=int, default=20, help="how many (20)")
    parser.add_argument("--read", action="store_true", help="mark all as read")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.workspace.members.acting import Acting
    from clientkeep.workspace.members.models import Member
    from clientkeep.workspace.notices.model import told
    from clientkeep.workspace.notices.models import Notice
    from clientkeep.workspace.notices.slots import names_of

    members = Member.objects.filter(disabled_at=None).select_related("workspace", "user").order_by("created_at")
    wanted = members.filter(user__email=options.of.strip().lower()) if options.of else members.filter(role="owner")
    member = wanted.first()
    if member is None:
        print("There is nobody of this e-mail." if options.of else "No firm is set up yet.", file=sys.stderr)
        return 1
    found = Notice.objects.visible_to(Acting(member.workspace, member, via="command")).select_related("event").order_by("-pk")
    if options.read:
        print(f"{found.read_all()} marked as read.")
        return 0
    rows = list((found if options.all else found.unread())[: max(0, options.most)])
    names = names_of(row.client_id for row in rows)
    for row in rows:
        print(f"{row.created_at:%Y-%m-%d %H:%M}  {'!' if row.is_urgent else ' '}  {told(row, names)}")
    if not rows:
        print("Nothing is unread.")
    return 0
