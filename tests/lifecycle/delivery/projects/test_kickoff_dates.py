"""The agenda of a kickoff says the days of the project as they stand now, and the project's page leads to one."""

import datetime as dt

import pytest

from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.lifecycle.onboarding.models import Kickoff
from clientkeep.relationship.clients.models import Client

pytestmark = pytest.mark.django_db


def test_the_agenda_says_milestones_and_the_first_of_them(cast, as_member):
    client = Client.objects.select_related("workspace").get(pk=cast.acme.pk)
    project = Project.plan(client, cast.by, name="Identity")
    soon, later = (cast.north.today() + dt.timedelta(days=days) for days in (10, 30))
    Milestone.add(project, cast.by, "Guidelines", later)
    Milestone.add(project, cast.by, "First sketches", soon)
    said = dict(Kickoff.begin(client, cast.by).items.values_list("title", "text"))
    assert [line.split(":")[0] for line in said["Dates and milestones"].splitlines()] == ["- First sketches", "- Guidelines"]
    assert said["First milestone and next steps"].startswith("- First: First sketches: ")
    assert "Plan the kickoff" in as_member(cast.olivia).get(f"/projects/{project.pk}/").content.decode()
