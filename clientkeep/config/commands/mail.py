"""Mail from the command line: fetch it now, file one from a file, look at the letter templates."""

import argparse
import sys
from pathlib import Path

SUMMARY = "fetch mail now, file one from a file, or list the letter templates"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    fetching = acts.add_parser("fetch", help="look into the mailboxes now")
    fetching.add_argument("address", nargs="?", help="only the mailbox of this address")
    filing = acts.add_parser("file", help="file a mail as if it had come in")
    filing.add_argument("path", help="an .eml file, or - for what is piped in")
    filing.add_argument("--firm", help="the firm's id, where there are several")
    filing.add_argument("--sent", action="store_true", help="it was sent by the firm")
    templates = acts.add_parser("templates", help="list the letter templates of each firm")
    templates.add_argument("key", nargs="?", default="", help="a template's key: print its words, language by language")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    if options.act == "templates":
        return _templates(options.key)
    return _fetch(options.address) if options.act == "fetch" else _file(options)


def _fetch(address: str | None) -> int:
    from clientkeep.relationship.conversations.mailboxes.fetching import fetch
    from clientkeep.relationship.conversations.mailboxes.imap import Unreachable
    from clientkeep.relationship.conversations.models import Mailbox

    boxes = Mailbox.objects.filter(member__disabled_at=None, workspace__is_demo=False).select_related("workspace", "member")
    boxes = list(boxes.filter(address__iexact=address) if address else boxes)
    failed = 0
    for box in boxes:
        try:
            print(f"{box.address}: {fetch(box)}")
        except Unreachable as problem:
            failed += 1
            print(f"{box.address}: {problem}", file=sys.stderr)
    if not boxes:
        print("There is no such mailbox." if address else "There is no mailbox yet.", file=sys.stderr)
    return 1 if failed or not boxes else 0


def _file(options: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
    from clientkeep.workspace.members.models import Workspace

    try:
        raw = sys.stdin.buffer.read() if options.path == "-" else Path(options.path).read_bytes()
        firms = list(Workspace.objects.filter(pk=options.firm) if options.firm else Workspace.objects.all()[:2])
    except (OSError, ValidationError) as problem:
        print(f"clientkeep mail: {problem}", file=sys.stderr)
        return 1
    if len(firms) != 1:
        print("Say of which firm with --firm ID." if firms else "There is no such firm.", file=sys.stderr)
        return 1
    with transaction.atomic():
        outcome = Filing(firms[0]).file(Fetched.of(raw, is_sent=options.sent))
    reason = getattr(outcome.thing, "reason", "")
    print(f"{outcome.kind}{': ' + reason if reason else ''}")
    return 0 if outcome.kind != "aside" else 1


def _templates(key: str) -> int:
    from clientkeep.relationship.conversations.writing.templates import templates_of
    from clientkeep.workspace.members.models import Workspace

    found = 0
    for firm in Workspace.objects.order_by("created_at"):
        for template in templates_of(firm):
            if key in ("", template.key):
                found += 1
                _print(firm, template, whole=bool(key))
    if key and not found:
        print(f"There is no template {key!r}.")
    return 0 if found or not key else 1


def _print(firm, template, whole: bool) -> None:
    languages = f" ({template.languages})" if template.languages else ""
    print(f"{firm.name}: {template.key}  {template.name}{languages}")
    if whole:
        for language, words in template.versions.items():
            print(f"\n[{language or 'default'}] {words.subject}\n\n{words.text}")
