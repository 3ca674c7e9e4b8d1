"""Starting a playbook for a client, by hand or because something happened: a run, and a copy of each step."""

import uuid

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member

from . import events, rules
from .going_on import go_on
from .model import Playbook
from .run import PlaybookRun
from .run_step import PlaybookStep
from .works import Work

COPIED = ("key", "kind", "side", "title", "days", "after", "only", "automatic", "choice", "subject", "text")


def start(
    acting: Acting, playbook: Playbook, client: Client, contact: Contact | None = None, id: uuid.UUID | None = None, work: Work | None = None
) -> PlaybookRun:
    """Start a playbook by hand, for one of the client's works or for the client; what is due today opens at once. The same `id` gives the run started first.

    Raises Invalid for a playbook that cannot be started, Conflict where it runs for the client or that work already, in words.
    """
    with transaction.atomic():
        held = _held(client)
        if id and (known := PlaybookRun.objects.filter(pk=id, client=held).first()):
            return known
        if playbook.archived_at:
            raise Invalid("This playbook was put away. Bring it back, then start it.", "playbook")
        if PlaybookRun.objects.running().filter(playbook=playbook, client=held).for_work(work).exists():
            raise Conflict(f"{playbook} runs for {work.name if work else held} already.", "playbook")
        run = PlaybookRun(**({"id": id} if id else {}), client=held, contact=contact, member=acting.member)
        if work:
            run.document_id, run.work, run.work_name = work.agreement_id, work.pk, work.title
        run.cause = f"by hand:{run.pk}"
        return _begun(run, playbook, acting.actor, f"{acting.actor.name} started it")


def start_because(playbook: Playbook, document: Document, slug: str, because: str, by: Actor) -> PlaybookRun | None:
    """Start a playbook because of an event about an agreement, once; None where it does not concern it, or cannot start."""
    with transaction.atomic():
        held = _held(document.client)
        cause = f"{slug}:{document.pk}"
        if known := PlaybookRun.objects.filter(playbook=playbook, cause=cause).first():
            return known
        texts = [document.title, *document.lines.values_list("description", flat=True)]
        if held.archived_at or not playbook.steps or not rules.mentions(playbook.mentions, texts):
            return None
        return _begun(PlaybookRun(client=held, document=document, cause=cause), playbook, by, because)


def _held(client: Client) -> Client:
    return Client.objects.held(client.pk)


def _begun(run: PlaybookRun, playbook: Playbook, by: Actor, because: str) -> PlaybookRun:
    now = Playbook.objects.select_for_update().get(pk=playbook.pk)
    if not now.steps:
        raise Invalid("This playbook has no steps yet. Add one, then start it.", "playbook")
    if run.client.archived_at:
        raise Conflict(f"{run.client} is archived. Bring it back, then start.", "client")
    run.workspace, run.playbook, run.name = run.client.workspace, now, now.name
    run.save(force_insert=True)
    PlaybookStep.objects.bulk_create(_copies(run))
    run.tell(events.PlaybookStarted, by, because=because[:300])
    go_on(run)
    return run


def _copies(run: PlaybookRun) -> list[PlaybookStep]:
    owners = {str(member.pk): member for member in Member.objects.filter(workspace=run.workspace, disabled_at=None)}
    usual = run.client.owner or run.member
    return [
        PlaybookStep(
            workspace=run.workspace, run=run, position=number, owner=owners.get(step.get("owner", ""), usual),
            **{name: step[name] for name in COPIED if name in step},
        )
        for number, step in enumerate(run.playbook.steps, start=1)
    ]  # fmt: skip
