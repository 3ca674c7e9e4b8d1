"""What addresses of sequences name: a sequence, a run that waits for a person, and the letter that waits."""

from typing import Any

from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.models import Sequence, SequenceRun, SequenceStep
from clientkeep.lifecycle.retention.sequences.starting import start
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member
from tests.house import hostile

# Rows that belong to one client, and so are hidden from a member who does not see that client.
OF_A_CLIENT = {"run_id", "sequence_step_id"}
OF_THE_FIRM = {"sequence_id"}


def made_for(name: str, contact: Contact, holder: Member) -> dict[str, Any]:
    """Return ids by parameter. The poisoned side says hostile things. Call it while the client has no open case."""
    letter = {"kind": "letter", "days": 0, "hour": 10, "words": {"": {"subject": f"A word of {name}", "text": "How are things?"}}}
    task = {"kind": "task", "days": 1, "hour": 9, "what": f"Ring {name}"}
    acting = Acting(holder.workspace, holder)
    sequence = Sequence.make(holder.workspace, acting.actor, f"Sequence of {name}", [letter, task])
    run = start(acting, sequence, contact)
    step = run.steps.get(position=1)
    SequenceStep.objects.filter(pk=step.pk).update(state="waiting", due_on=clock.today(holder.workspace.time_zone), due_at=clock.now())
    if name == "poisoned":
        words = hostile.WHOLE
        poison = {"subject": words[:300], "text": words}
        Sequence.objects.filter(pk=sequence.pk).update(name=words[:100], steps=[{**letter, "words": {"": poison}}, {**task, "what": words[:300]}])
        SequenceRun.objects.filter(pk=run.pk).update(name=words[:100])
        run.steps.update(what=words[:300], **poison)
    return {"sequence_id": sequence.pk, "run_id": run.pk, "sequence_step_id": step.pk}
