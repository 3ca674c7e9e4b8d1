"""A stage, a reason and an opportunity of each side, for the addresses that name them."""

from typing import Any

from clientkeep.lifecycle.sales.guides.writing import write
from clientkeep.lifecycle.sales.inquiries.rules import LONGEST_LABEL
from clientkeep.lifecycle.sales.models import (
    CaseStudy,
    Checklist,
    Criterion,
    Inquiry,
    InquiryForm,
    LostReason,
    Opportunity,
    Prompt,
    Stage,
    StudyKey,
)
from clientkeep.lifecycle.sales.qualification.answering import answer
from clientkeep.lifecycle.sales.qualification.choosing import judge_by
from clientkeep.lifecycle.sales.qualification.copying import add_copy
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.queries import HELD
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member
from tests.house import hostile

OF_A_CLIENT = {"opportunity_id", "inquiry_id", "attached_id", "study_id"}
OF_THE_FIRM = {"stage_id", "reason_id", "criterion_id", "checklist_id", "prompt_id"}


def made_for(name: str, contact: Contact, holder: Member, by: Actor) -> tuple[dict[str, Any], dict[str, str]]:
    """Return ids by parameter, and the secrets of the addresses. The poisoned side says hostile things."""
    client = contact.client
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    stage = Stage.add(client.workspace, by, words[:60], 50, 10)
    reason = LostReason.add(client.workspace, by, words[:100])
    found = Opportunity.begin(
        client.workspace, by, words[:200], client=client, value_minor=240_000, next_step=words[:200], note=words, source=words[:100], owner=None
    )  # fmt: skip
    lines = [f"{words[:60].replace('=', '')} = 100", "Nothing = out"]
    criterion = Criterion.add(Checklist.usual(client.workspace), by, label=words[:200], kind="choice", weight=10, lines=lines)
    answer(found, by, {criterion: criterion.graded[0].answer})
    judged_by = add_copy(Checklist.usual(client.workspace), by, words[:100], 40)
    judge_by(found, judged_by, by)
    prompt = Prompt.add(client.workspace, by, "need", words[:300])
    write(found, by, {prompt: words[:5_000]})
    asked = [{"kind": "text", "label": words[:LONGEST_LABEL], "required": False, "choices": []}]
    form = InquiryForm.keep(client.workspace, by, title=words[:200], intro=words[:2_000], fields=asked, active=True)
    answers = [{"label": words[:LONGEST_LABEL], "answer": words}]
    inquiry = Inquiry.receive(client.workspace, words[:200], contact.email, answers, campaign={"utm_source": words[:100]}, referrer=words[:500], owner=holder)
    came_along = keep(client.workspace, b"A door, drawn.", "door.txt", by, purpose=HELD)
    inquiry.files.add(came_along)
    ids = {
        "attached_id": came_along.pk, "stage_id": stage.pk, "reason_id": reason.pk, "opportunity_id": found.pk, "inquiry_id": inquiry.pk, "criterion_id": criterion.pk,
        "checklist_id": judged_by.pk, "prompt_id": prompt.pk,
    }  # fmt: skip
    study = CaseStudy.write(client.workspace, by, client, title=words[:200], shown_as=words[:200], situation=words, work=words, result=words)
    study.ask(by, contact, "May we show it?", "{link}")
    ids["study_id"] = study.pk
    secret = StudyKey.make(study, contact)
    study.agree(by, study.digest)
    study.publish(by)
    shown = {"showcase:read": study.token, "showcase:logo": study.token, "showcase:consent": secret}
    return ids, shown | {f"inquiries:{page}": form.token for page in ("ask", "thanks", "logo")}
