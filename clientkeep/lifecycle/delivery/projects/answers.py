"""What the client answered about a project in the forms of onboarding, and the projects for which a form can be sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from clientkeep.lifecycle.onboarding.models import Intake
from clientkeep.lifecycle.onboarding.playbooks.works import WORKS, Work
from clientkeep.relationship.clients.models import Client

from .project import Project

MOST = 50


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer in words, and the form in which it was given."""

    question: str
    words: str
    intake: Intake


def works(client: Client) -> Sequence[Work]:
    """The client's projects that go on."""
    rows = Project.objects.filter(client=client).going().order_by("-created_at", "-pk")
    return [Work(name, pk, source_id) for pk, name, source_id in rows.values_list("pk", "name", "source_id")[:MOST]]


WORKS.add("projects", works)


def forms_of(project: Project) -> list[Intake]:
    """The forms that were sent for a project, the newest first; those taken back are left out."""
    rows = Intake.objects.filter(workspace=project.workspace_id, client=project.client_id).of_work(Work(project.name, project.pk, project.source_id))
    return list(rows.exclude(state="withdrawn").select_related("contact__client__workspace").order_by("-sent_at", "-pk")[:MOST])


def answers_in(forms: Sequence[Intake]) -> list[Answered]:
    """What was sent back to the questions that concern the project, as it was answered; the newest where one was asked twice."""
    found: dict[str, Answered] = {}
    for form in sorted((each for each in forms if each.state == "submitted"), key=lambda each: (each.submitted_at, each.pk)):
        found |= {question.label: Answered(question.label, words, form) for question, words in form.told_of_work}
    return list(found.values())
