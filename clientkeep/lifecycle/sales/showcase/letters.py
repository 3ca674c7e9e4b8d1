"""The letter that asks a client whether a case study may be shown: drafted, read by a person, sent once for the same words."""

from typing import TYPE_CHECKING, Any

from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.mail.wordings import PLACEHOLDERS, SAMPLES, word

if TYPE_CHECKING:
    from .model import CaseStudy

SAMPLES |= {"study": "A calmer way to book"}
PLACEHOLDERS |= {"study": "the title of the case study"}
SLUG = "case_study_consent"
word(
    SLUG, "Consent to a case study", "Asks somebody whether a case study about them may be shown, once you have read it.",
    "May we show what we did together?",
    """
Hello {contact},

we wrote down what we did together, under the title “{study}”. May others read it?

{link}

Nothing is shown unless you agree to it there, and you can take it back at any time on the same page.

{firm}
""",
    ("contact", "study", "firm", "link"), button="Read it and answer", required=("link",),
)  # fmt: skip


def draft(study: "CaseStudy", contact: Contact | None) -> Words:
    """The letter as it stands before somebody reads it; {link} is filled when it leaves."""
    values = {"contact": first_name(str(contact)) if contact else "", "study": study.title, "firm": study.workspace.name}
    return wording.filled(study.workspace, SLUG, values)


def ask(study: "CaseStudy", contact: Contact, subject: str, text: str) -> Letter:
    """Put the letter into the outbox; the same words of a study give one letter to one person."""
    key = f"case_study:{study.pk}:{contact.pk}:{study.digest[:16]}"
    return outbox.write(
        study.workspace, key, "case_study", contact.email, str(contact), subject, text, about=study, client_id=study.client_id,
        link={"kind": "case_study", "study": str(study.pk), "contact": str(contact.pk)}, button=wording.button_of(SLUG),
    )  # fmt: skip


@makes_links("case_study")
def own_link(letter: Any, arguments: dict) -> str:
    """Lead who was asked to the study, by a key of this letter's own."""
    from .model import CaseStudy, StudyKey

    study = CaseStudy.objects.get(workspace=letter.workspace_id, pk=arguments["study"])
    return f"/case-studies/consent/{StudyKey.make(study, Contact.objects.get(client=study.client_id, pk=arguments['contact']))}/"
