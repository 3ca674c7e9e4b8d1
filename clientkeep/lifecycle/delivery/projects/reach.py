"""Reaching projects and milestones for the person who asks: the same 404 for what is foreign and what never was."""

import uuid

from django.http import Http404

from clientkeep.workspace.members.acting import Acting

from .milestone import Milestone
from .project import Project


def project_at(acting: Acting, project_id: uuid.UUID) -> Project:
    """Return a project; Http404 for one that is not there or not theirs to see."""
    found = Project.objects.visible_to(acting).select_related("client", "owner__user", "source", "workspace").filter(pk=project_id).first()
    if found is None:
        raise Http404
    return found


def milestone_at(acting: Acting, milestone_id: uuid.UUID) -> Milestone:
    """Return a milestone with its project; Http404 for one that is not there or not theirs to see."""
    found = Milestone.objects.visible_to(acting).select_related("project__client", "workspace").filter(pk=milestone_id).first()
    if found is None:
        raise Http404
    found.project.workspace = found.workspace
    return found
