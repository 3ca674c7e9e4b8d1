"""Status updates from the command line: draft what is due or asked for, list what waits, send one that was read."""

import argparse
import sys
from typing import Any

SUMMARY = "draft the weekly updates that are due, list those that wait, read or send one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="email", help="who does it; without it the firm's owner")
    acts = parser.add_subparsers(dest="act", required=True)
    drafting = acts.add_parser("draft", help="draft what is due now, or one client's update at once")
    drafting.add_argument("client", nargs="?", help="the client's name: draft its update at once")
    listing = acts.add_parser("list", help="list the updates that wait to be read and sent")
    listing.add_argument("--all", action="store_true", help="those without news, too")
    reading = acts.add_parser("show", help="print one update with its version")
    reading.add_argument("id")
    sending = acts.add_parser("send", help="send one that you have read")
    sending.add_argument("id")
    sending.add_argument("--version", type=int, help="the version that you read; without it, as it was last drafted or changed")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.config.commands.log import acting_for
    from clientkeep.foundation.errors import Refusal

    try:
        return {"draft": _draft, "list": _list, "show": _show, "send": _send}[options.act](acting_for(options.email), options)
    except Refusal as problem:
        print(problem.message, file=sys.stderr)
        return 1


def _draft(acting: Any, options: argparse.Namespace) -> int:
    from clientkeep.config.commands.log import client_called
    from clientkeep.lifecycle.delivery.models import StatusUpdate
    from clientkeep.lifecycle.delivery.updates.drafting import draft
    from clientkeep.lifecycle.delivery.updates.jobs import draft_due

    if options.client:
        _line(draft(client_called(acting, options.client), acting.actor))
        return 0
    mine = StatusUpdate.objects.filter(workspace=acting.workspace)
    before = mine.count()
    draft_due(acting.workspace)
    print(f"{mine.count() - before} drafted, {mine.ready().count()} to read and send.")
    return 0


def _list(acting: Any, options: argparse.Namespace) -> int:
    from clientkeep.lifecycle.delivery.models import StatusUpdate

    mine = StatusUpdate.objects.visible_to(acting)
    for update in (mine.open() if options.all else mine.ready()).in_order().select_related("client"):
        _line(update)
    return 0


def _show(acting: Any, options: argparse.Namespace) -> int:
    update = _named(acting, options.id)
    _line(update)
    people = ", ".join(f"{person} <{person.email}>" for person in update.to.all())
    print(f"To: {people or 'nobody yet'}\nSubject: {update.subject}\n\n{update.text}")
    return 0


def _send(acting: Any, options: argparse.Namespace) -> int:
    from clientkeep.lifecycle.delivery.updates.sending import send

    update = _named(acting, options.id)
    send(update, acting.actor, options.version or update.version)
    print(f"The update for {update.client.name} is on its way to {', '.join(str(person) for person in update.to.all())}.")
    return 0


def _named(acting: Any, text: str) -> Any:
    import uuid

    from clientkeep.foundation.errors import Invalid
    from clientkeep.lifecycle.delivery.models import StatusUpdate

    try:
        pk = uuid.UUID(text)
    except ValueError:
        raise Invalid("Give the id that `updates list` prints.", "id") from None
    rows = StatusUpdate.objects.visible_to(acting).select_related("client__workspace", "workspace")
    if (found := rows.filter(pk=pk).first()) is None:
        raise Invalid("There is no such update.", "id")
    return found


def _line(update: Any) -> None:
    state = update.state if update.state != "draft" else "changed" if update.edited_at else "ready" if update.has_news else "nothing new"
    print(f"{update.pk}  {update.day}  {state:<11}  version {update.version:<3}  {update.client.name}")
