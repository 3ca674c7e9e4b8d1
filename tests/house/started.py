"""What the stage between signed and served has of each client, for the addresses that name it."""

from typing import Any

from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.lifecycle.onboarding.intake.model import Intake
from clientkeep.lifecycle.onboarding.kickoffs.writing import add_action, write
from clientkeep.lifecycle.onboarding.models import AgendaItem, Credential, IntakeForm, Kickoff
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Actor
from tests.house import hostile

OF_A_CLIENT = {"credential_id", "intake_id", "kickoff_id", "agenda_item_id", "kickoff_action_id"}
OF_THE_FIRM = {"intake_form_id"}


def made_for(name: str, contact: Contact, by: Actor) -> dict[str, Any]:
    """Return ids by parameter. The poisoned side says hostile things."""
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    held = Credential.ask(contact.client, by, contact=contact, label=words[:200], note=words)
    held.enter(Actor("contact", contact.pk, words[:200]), Content(words, words[:200], words[:200], words))
    asked = " ".join(words.replace("[", "(").replace("]", ")").split())[:200]
    form = IntakeForm.write(contact.client.workspace, by, f"{words[:100]} {name}", f"{asked} [long]\nA picture [files]")
    sent = Intake.begin(form, contact, by)
    sent.save_answers({"q1": words}, sent.version)
    return {"credential_id": held.pk, "intake_form_id": form.pk, "intake_id": sent.pk, **_kickoff(contact, by, words)}


def _kickoff(contact: Contact, by: Actor, words: str) -> dict[str, Any]:
    """Planned, with an item on which something was said, and its agenda shown to the client."""
    planned = Kickoff.begin(contact.client, by, title=words[:200], place=words[:300], contacts=[contact])
    item = AgendaItem.add(planned, words[:200], words)
    write(planned, {f"notes:{item.pk}": words, f"decisions:{item.pk}": words})
    action = add_action(planned, item, words[:500], f"theirs:{contact.pk}")
    planned.agenda_leaves(by, str(contact))
    return {"kickoff_id": planned.pk, "agenda_item_id": AgendaItem.add(planned, words[:200]).pk, "kickoff_action_id": action.pk}
