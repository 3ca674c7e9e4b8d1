"""Sequences from the command line: what there is, who is in one, what waits, and every act."""

import argparse
import json
import sys
import uuid
from collections.abc import Callable
from typing import Any

SUMMARY = "start, read, send and stop sequences of letters and tasks: sequences start “After a quiet quote” CLIENT"
ACTS = ("list", "take", "start", "runs", "waiting", "approve", "skip", "done", "pause", "resume", "stop")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=ACTS, nargs="?", default="list")
    parser.add_argument(
        "what", nargs="*",
        help="take: one of quiet-quote, after-a-project, dormant, new-inquiry; start: the sequence, then the client; "
        "approve, skip, done: the id of the step; pause, resume, stop: the id of the run",
    )  # fmt: skip
    parser.add_argument("--contact", default="", help="start: the contact's e-mail address; without it the primary contact")
    parser.add_argument("--as", dest="email", help="who does it; without it the firm's owner")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.config.commands.log import acting_for
    from clientkeep.foundation.errors import Refusal

    try:
        told = _DO[options.act](acting_for(options.email), options)
    except Refusal as problem:
        print(problem.message, file=sys.stderr)
        return 1
    for row in told:
        print(json.dumps(row, ensure_ascii=False) if options.json else "  ".join(str(value) for value in row.values()))
    return 0


def _list(acting: Any, _: argparse.Namespace) -> list[dict[str, Any]]:
    from clientkeep.lifecycle.retention.models import Sequence, SequenceRun
    from clientkeep.lifecycle.retention.sequences.ready import told_steps

    live = SequenceRun.objects.visible_to(acting).live()
    return [
        {"id": str(row.pk), "name": row.name, "steps": told_steps(row.steps), "under_way": live.filter(sequence=row).count()}
        for row in Sequence.objects.visible_to(acting).current().order_by("name")
    ]


def _take(acting: Any, options: argparse.Namespace) -> list[dict[str, Any]]:
    from clientkeep.foundation.errors import Invalid
    from clientkeep.lifecycle.retention.models import Sequence
    from clientkeep.lifecycle.retention.sequences.ready import READY

    acting.require("settings.edit")
    (key,) = _given(options, 1)
    if key not in READY:
        raise Invalid(f"Choose one of {', '.join(READY)}.", "what")
    name, _, steps = READY[key]
    made = Sequence.make(acting.workspace, acting.actor, name, steps)
    return [{"id": str(made.pk), "name": made.name}]


def _start(acting: Any, options: argparse.Namespace) -> list[dict[str, Any]]:
    from clientkeep.foundation.errors import Invalid
    from clientkeep.lifecycle.retention.models import Sequence
    from clientkeep.lifecycle.retention.sequences.starting import start, whom_to_write
    from clientkeep.relationship.clients.models import Client

    acting.require("clients.edit")
    named, client_named = _given(options, 2)
    sequence = _one(Sequence.objects.visible_to(acting).current(), named, "sequence")
    client = _one(Client.objects.visible_to(acting).current(), client_named, "client")
    people = client.contacts.current()
    contact = people.filter(email__iexact=options.contact).first() if options.contact else whom_to_write(client, sequence)
    if contact is None:
        raise Invalid("There is no such contact of this client with an e-mail address.", "contact")
    return [_told(start(acting, sequence, contact))]


def _runs(acting: Any, _: argparse.Namespace) -> list[dict[str, Any]]:
    from clientkeep.lifecycle.retention.models import SequenceRun
    from clientkeep.lifecycle.retention.sequences.listing import told_runs

    rows = SequenceRun.objects.visible_to(acting).order_by("-started_at", "-pk")[:200]
    return [
        {"id": str(each["run"].pk), "client": each["run"].client.name, "sequence": each["run"].name, "state": each["run"].state, "standing": each["standing"]}
        for each in told_runs(acting, rows)
    ]  # fmt: skip


def _waiting(acting: Any, _: argparse.Namespace) -> list[dict[str, Any]]:
    from clientkeep.lifecycle.retention.models import SequenceStep

    mine = SequenceStep.objects.visible_to(acting).select_related("run__client", "run__contact")
    return [
        {"id": str(step.pk), "kind": step.kind, "client": step.run.client.name, "due_on": str(step.due_on), "what": str(step)}
        for rows in (mine.waiting(), mine.to_do())
        for step in rows[:200]
    ]


def _of_step(verb: str) -> Callable[[Any, argparse.Namespace], list[dict[str, Any]]]:
    def act(acting: Any, options: argparse.Namespace) -> list[dict[str, Any]]:
        from clientkeep.lifecycle.retention.models import SequenceStep

        acting.require("clients.edit")
        rows = SequenceStep.objects.visible_to(acting).select_related("run__client", "run__contact")
        step = _one(rows, *_given(options, 1), "step")
        getattr(step, verb)(acting if verb == "approve" else acting.actor)
        return [{"id": str(step.pk), "state": step.state}]

    return act


def _of_run(verb: str) -> Callable[[Any, argparse.Namespace], list[dict[str, Any]]]:
    def act(acting: Any, options: argparse.Namespace) -> list[dict[str, Any]]:
        from clientkeep.lifecycle.retention.models import SequenceRun

        acting.require("clients.edit")
        found = _one(SequenceRun.objects.visible_to(acting).select_related("client", "contact"), *_given(options, 1), "run")
        getattr(found, verb)(acting.actor)
        return [_told(found)]

    return act


def _told(found: Any) -> dict[str, Any]:
    return {"id": str(found.pk), "client": found.client.name, "sequence": found.name, "state": found.state}


def _given(options: argparse.Namespace, count: int) -> list[str]:
    from clientkeep.foundation.errors import Invalid

    if len(options.what) != count:
        raise Invalid(f"{options.act} takes {count} word{'' if count == 1 else 's'} here; put names in quotation marks.", "what")
    return options.what


def _one(rows: Any, named: str, noun: str) -> Any:
    """The row with this id, or of this whole name. Raises Invalid for none and for several."""
    from clientkeep.foundation.errors import Invalid

    try:
        rows = rows.filter(pk=uuid.UUID(named))
    except ValueError:
        rows = rows.filter(name__iexact=named) if noun in ("client", "sequence") else rows.none()
    found = list(rows[:2])
    if len(found) != 1:
        raise Invalid(f"There is {'no' if not found else 'more than one'} {noun} {named!r}. Give its id.", noun)
    return found[0]


_DO = {
    "list": _list, "take": _take, "start": _start, "runs": _runs, "waiting": _waiting, "approve": _of_step("approve"),
    "skip": _of_step("skip"), "done": _of_step("do"), "pause": _of_run("pause"), "resume": _of_run("go_on"), "stop": _of_run("stop"),
}  # fmt: skip
