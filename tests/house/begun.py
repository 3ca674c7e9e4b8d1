"""What addresses of playbooks name: a playbook, a run, and steps that wait for a person of either side."""

from typing import Any

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter, Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.sales.models import MeetingType
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member
from tests.house import hostile

# Rows that belong to one client, and so are hidden from a member who does not see that client.
OF_A_CLIENT = {"playbook_run_id", "playbook_step_id", "meeting_step_id", "expectations_id"}
OF_THE_FIRM = {"playbook_id"}
# Addresses of the portal name a step of the client; those of the firm a letter that waits.
OF_THE_PORTAL = ("playbooks:portal_step", "playbooks:portal_done")
# What only a draft can be: changed, sent, put away.
DRAFTED = (
    "expectations:letter", "expectations:discard", "api:change_expectations_letter", "api:send_expectations_letter",
    "api:discard_expectations_letter",
)  # fmt: skip
DONE_BY_HAND = (*OF_THE_PORTAL, "playbooks:settle", "api:do_playbook_step", "api:block_playbook_step", "api:unblock_playbook_step")


def made_for(name: str, contact: Contact, holder: Member) -> dict[str, Any]:
    """Return ids by parameter. The poisoned side says hostile things."""
    words = {"subject": f"A word of {name}", "text": "How are things?"}
    letter = {"key": "a", "kind": "letter", "side": "us", "title": f"Letter of {name}", "days": 0, **words}
    talk = MeetingType.make(holder, Acting(holder.workspace, holder).actor, name=f"Talk of {name}", minutes=30, place_kind="place", place="Here", questions=[])
    meeting = {"key": "c", "kind": "meeting", "side": "client", "title": f"Talk of {name}", "days": 0, "choice": str(talk.pk)}
    asked = {"key": "b", "kind": "task", "side": "client", "title": f"Logo of {name}", "days": 0, "text": "The original files."}
    acting = Acting(holder.workspace, holder)
    playbook = Playbook.make(holder.workspace, acting.actor, f"Playbook of {name}", [letter, asked, meeting])
    run = start(acting, playbook, contact.client, contact)
    due = {"due_on": clock.today(holder.workspace.time_zone), "opens_at": None}
    run.steps.filter(key="a").update(state="waiting", **due)
    run.steps.filter(key__in=("b", "c")).update(state="open", **due)
    if name == "poisoned":
        _poison(playbook, run)
    step, own, talk = (PlaybookStep.objects.get(run=run, key=key).pk for key in ("a", "b", "c"))
    draft, sent = (_expectations(name, contact, acting.actor, text) for text in ("We answer within a day.", "We answer at once."))
    if name == "poisoned":
        ExpectationsLetter.objects.filter(pk__in=[draft.pk, sent.pk]).update(subject=hostile.WHOLE[:200], text=hostile.WHOLE)
    sent.leaves(acting.actor)
    return {"draft_expectations_id": draft.pk, "expectations_id": sent.pk, "playbook_id": playbook.pk, "playbook_run_id": run.pk, "playbook_step_id": step, "client_step_id": own, "meeting_step_id": talk}


def _poison(playbook: Playbook, run: PlaybookRun) -> None:
    words = hostile.WHOLE
    steps = [{**step, "title": words[:200], "subject": words[:300], "text": words} for step in playbook.steps]
    Playbook.objects.filter(pk=playbook.pk).update(name=words[:100], mentions=words[:100], steps=steps)
    PlaybookRun.objects.filter(pk=run.pk).update(name=words[:100])
    run.steps.update(title=words[:200], subject=words[:300], text=words, held=words[:300], note=words[:300])


def _expectations(name: str, contact: Contact, by: Actor, text: str) -> ExpectationsLetter:
    return ExpectationsLetter.begin(contact.client, by, contact=contact, subject=f"How we work with {name}", text=text)
