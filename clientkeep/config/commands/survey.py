"""Ask a client how it is going, from the command line."""

import argparse
import sys
from typing import Any

SUMMARY = "ask a client how it is going: survey send CLIENT --kind pulse"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["send"])
    parser.add_argument("client", help="the client's name, or its id")
    parser.add_argument("--kind", default="pulse", help="pulse, csat, nps or debrief")
    parser.add_argument("--contact", default="", help="the contact's e-mail address; without it the primary contact")
    parser.add_argument("--question", default="", help="without it our own words for the kind")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.foundation.errors import Refusal

    try:
        survey = _send(options)
    except Refusal as problem:
        print(problem.message, file=sys.stderr)
        return 1
    print(f"{survey.contact} is asked: {survey.question} The letter is {survey.letter.state}.")
    return 0


def _send(options: argparse.Namespace) -> Any:
    from clientkeep.foundation.errors import Invalid
    from clientkeep.lifecycle.retention.surveys.sending import send, whom_to_ask
    from clientkeep.workspace.members.acting import Actor

    client = _client(options.client)
    people = client.contacts.current()
    contact = people.filter(email__iexact=options.contact).first() if options.contact else whom_to_ask(client)
    if contact is None:
        raise Invalid("There is no such contact of this client with an e-mail address.", "contact")
    return send(contact, options.kind, Actor("system", None, "The command line"), options.question)


def _client(named: str) -> Any:
    import uuid

    from clientkeep.foundation.errors import Invalid
    from clientkeep.relationship.clients.models import Client

    found = Client.objects.filter(archived_at=None)
    try:
        found = found.filter(pk=uuid.UUID(named))
    except ValueError:
        found = found.filter(name__iexact=named)
    rows = list(found[:2])
    if len(rows) != 1:
        words = "There is no client" if not rows else "There is more than one client"
        raise Invalid(f"{words} named {named!r}. Give the id that its address ends with.", "client")
    return rows[0]
