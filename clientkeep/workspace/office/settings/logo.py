"""The firm's logo: a file of the files room, named by the workspace."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from clientkeep.workspace.files.intake import keep_logo
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Workspace

from ..events import SettingsChanged


def take_logo(acting: Acting, upload: Any) -> None:
    """Keep an uploaded picture as the logo; nothing without one. Raises Invalid for what is no usable picture."""
    if not upload:
        return
    with transaction.atomic():
        stored = keep_logo(acting.workspace, upload, acting.actor)
        _point_to(acting, stored.pk)


def drop_logo(acting: Acting) -> None:
    """Use the firm's name instead of a logo. Documents that were issued keep theirs."""
    with transaction.atomic():
        _point_to(acting, None)


def _point_to(acting: Acting, file_id: Any) -> None:
    Workspace.objects.filter(pk=acting.workspace.pk).update(logo_file=file_id)
    acting.workspace.logo_file = file_id
    record(
        SettingsChanged, workspace_id=acting.workspace.pk, by=acting.actor, about=acting.workspace, fields="the logo"
    )


def logo_url(workspace: Workspace) -> str:
    """Return where staff pages load the logo, or an empty text."""
    return reverse("files:shown", args=[workspace.logo_file]) if workspace.logo_file else ""
