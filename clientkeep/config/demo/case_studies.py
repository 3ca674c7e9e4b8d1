"""Case studies of the studio, about clients that are on record by then."""

from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.lifecycle.sales.showcase import letters as study_letters
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Actor

from .story import Story

STUDY = {
    "title": "Signs that people follow without thinking", "shown_as": "Harbor Dental",
    "situation": "Three treatment rooms, two doors that look alike, and a front desk that was asked for the way forty times a day.",
    "work": "We walked the rooms with patients, wrote down where they stopped, and put a sign there and nowhere else. Two sizes of letter, one colour for each floor.",
    "result": "The front desk answers the telephone again. New patients find their room alone.",
    "outcomes": "9 of 10 | new patients find their room alone\n12 | signs instead of 31",
}  # fmt: skip


def case_studies(story: Story) -> None:
    """Harbor Dental agreed to what others may read; a second study has not been asked about yet."""
    firm = story.firm

    def shows() -> None:
        client = Client.objects.get(workspace=firm.workspace, name="Harbor Dental")
        study, person = CaseStudy.write(firm.workspace, firm.rowan, client, **STUDY), client.people[0]
        words = study_letters.draft(study, person)
        study.ask(firm.rowan, person, words.subject, words.text)
        study.agree(Actor("contact", person.pk, str(person)), study.digest)
        study.publish(firm.rowan)

    def drafts() -> None:
        client = Client.objects.get(workspace=firm.workspace, name="Bloom & Co")
        words = {"title": "A box that is kept after the bath", "shown_as": "Bloom & Co", "work": "A box with a lid that fits on a shelf, printed in two inks."}
        CaseStudy.write(firm.workspace, firm.june, client, **words)

    story.on(24, shows, 16)
    story.on(6, drafts, 16)
