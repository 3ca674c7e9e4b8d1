"""The letters of surveys: the question and its one reminder. The link is made as each leaves."""

from typing import Any

from clientkeep.relationship.clients.calling import first_name
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wordings import word

from ..doors.key import AnswerKey
from .model import Survey

_NAMES = ("client", "contact", "question", "firm", "link")
word(
    "survey", "Question to a client", "Goes out when a client is asked how it is going.", "{question}",
    """
Hello {contact},

one question, half a minute: {question}

{link}

A person at {firm} reads every answer.

{firm}
""",
    _NAMES, button="Answer", required=("link",),
)  # fmt: skip
word(
    "survey_reminder", "Reminder of a question", "Goes out once, when a question was not answered for five days.",
    "Half a minute: {question}",
    """
Hello {contact},

a few days ago we asked: {question}

{link}

If you would rather not answer, leave it be: this is the only reminder.

{firm}
""",
    _NAMES, button="Answer", required=("link",),
)  # fmt: skip


def write(survey: Survey, slug: str = "survey") -> Letter:
    """Put a survey's letter into the outbox, in the caller's transaction: one of each slug, ever."""
    firm, contact = survey.client.workspace, survey.contact
    values = {
        "client": survey.client.name, "contact": first_name(contact.name), "question": survey.question, "firm": firm.name,
    }  # fmt: skip
    words = wording.filled(firm, slug, values)
    return outbox.write(
        firm, f"{slug}:{survey.pk}", "survey", contact.email, contact.name, words.subject[:300], words.text, about=survey,
        client_id=survey.client_id, link={"kind": "survey", "survey": str(survey.pk)}, button=wording.button_of(slug),
    )  # fmt: skip


@makes_links("survey")
def survey_link(letter: Any, arguments: dict) -> str:
    """Lead to the form of one survey, as its contact."""
    rows = Survey.objects.select_related("contact__client")
    survey = rows.get(workspace=letter.workspace_id, pk=arguments["survey"])
    return AnswerKey.make(survey.contact, "survey", survey.pk)
