"""Log what was said, in a line of plain words."""

import argparse
import json
import sys
import uuid
from collections.abc import Iterable
from typing import Any, TextIO

SUMMARY = "log a call, meeting, mail or note in a line of plain words"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", help="such as: call with Harbor Dental yesterday 25 min: launch moves to 12 May")
    parser.add_argument("--as", dest="email", help="who writes it; without it the firm's owner")
    parser.add_argument("--client", help="with which client, where the line leaves it open: the whole name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--dry-run", action="store_true", help="show how it reads and keep nothing")
    parser.add_argument("--stdin-jsonl", action="store_true", help='read one {"text": …, "client": …, "id": …} a line, answer each')


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.foundation.errors import Refusal

    try:
        acting = acting_for(options.email)
        if options.stdin_jsonl:
            return each_line(acting, sys.stdin, sys.stdout, options.dry_run)
        if not options.text:
            print('text: Put the line in quotation marks. Usage: clientkeep log "call with …"', file=sys.stderr)
            return 2
        told = answer(acting, {"text": options.text, "client": options.client}, options.dry_run)
    except Refusal as problem:
        print(f"{problem.field or 'text'}: {problem.message}", file=sys.stderr)
        return 2
    print(json.dumps(told, ensure_ascii=False) if options.json else summary(told))
    return 0


def each_line(acting: Any, lines: Iterable[str], out: TextIO, dry_run: bool) -> int:
    """Answer one JSON object a line with one result a line; a line that cannot be taken is an answer, not an end."""
    from clientkeep.foundation.errors import Refusal

    for line in lines:
        if not line.strip():
            continue
        try:
            told = answer(acting, _given(line), dry_run)
        except Refusal as problem:
            told = {"error": problem.field or "text", "message": problem.message}
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
        out.flush()
    return 0


def answer(acting: Any, given: dict[str, Any], dry_run: bool) -> dict[str, Any]:
    """Read one line and keep it, unless told not to; with an `id` of one's own it is kept once. Raises Refusal."""
    from django.db import transaction

    from clientkeep.foundation.ids import new_id
    from clientkeep.relationship.conversations.in_words.understood import understand
    from clientkeep.relationship.conversations.in_words.writing import log_line

    client = client_called(acting, given.get("client"))
    with transaction.atomic():
        read = understand(acting, given["text"], client)
        told = read.draft.as_wire() | {"client": read.client.name if read.client else None, "entry_id": None}
        if not dry_run:
            identity = uuid.UUID(given["id"]) if given.get("id") else new_id()
            told["entry_id"] = str(log_line(acting, given["text"], client, id=identity).pk)
    return told


def summary(told: dict[str, Any]) -> str:
    """The draft for reading: what was understood, assumed, doubted and left over."""
    who = ", ".join(told["contacts"]) or told["client"] or "nobody on record"
    when = told["happened_on"] + (f" {told['happened_at']}" if told["happened_at"] else "")
    minutes = f", {told['minutes']} min" if told["minutes"] else ""
    said = [f"{told['kind'].capitalize()} with {who}, {when}{minutes}", f"  {told['text']}"]
    said += [f"  Decided: {what}" for what in told["decisions"]]
    for each in told["promises"]:
        due = f", by {each['due_on']}" if each["due_on"] else ""
        side = "We promise" if each["side"] == "ours" else "They promise"
        said.append(f"  {side}{' (' + each['who'] + ')' if each['who'] else ''}: {each['what']}{due}")
    said += [f"  To ask: {what}" for what in told["questions"]]
    if told["next_step"]:
        said.append(f"  Next: {told['next_step']['what']}{', ' + told['next_step']['on'] if told['next_step']['on'] else ''}")
    said += [f"  Assumed {each['field'].replace('_', ' ')} {each['value']}: {each['because']}" for each in told["assumed"]]
    said += [f"  Check: {each['message']}" for each in told["flags"]]
    said += [f"  Not understood: {each['text']}" for each in told["leftovers"]]
    return "\n".join([*said, "Logged." if told["entry_id"] else "Nothing was kept."])


def _given(line: str) -> dict[str, Any]:
    from clientkeep.foundation.errors import Invalid

    try:
        given = json.loads(line)
        if not isinstance(given, dict) or not isinstance(given.get("text"), str):
            raise Invalid("Give one JSON object with a text a line.", "text")
        if given.get("id"):
            uuid.UUID(str(given["id"]))
    except (json.JSONDecodeError, RecursionError):
        raise Invalid("Give one JSON object a line.", "text") from None
    except ValueError:
        raise Invalid("Give a UUID.", "id") from None
    return given


def acting_for(email: str | None) -> Any:
    from clientkeep.foundation.errors import Invalid
    from clientkeep.workspace.members.acting import Acting
    from clientkeep.workspace.members.models import Member

    places = Member.objects.filter(disabled_at=None).select_related("user", "workspace").order_by("created_at")
    found = (places.filter(user__email=email.strip().lower()) if email else places.filter(role="owner")).first()
    if found is None:
        raise Invalid(f"Nobody with access has the address {email}." if email else "No firm yet: open the start page.", "as")
    return Acting(found.workspace, found, via="command")


def client_called(acting: Any, name: str | None) -> Any:
    from clientkeep.foundation.errors import Invalid
    from clientkeep.relationship.clients.models import Client

    if not name:
        return None
    fits = list(Client.objects.visible_to(acting).current().select_related("workspace").filter(name__iexact=str(name))[:2])
    if len(fits) != 1:
        raise Invalid("Nobody is called so." if not fits else "Two clients are called so.", "client")
    return fits[0]
