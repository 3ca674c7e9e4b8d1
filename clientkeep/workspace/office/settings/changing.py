"""A change of the firm's settings: saved and kept in the journal, by the names of what changed."""

from django import forms
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.hosts import forget_stored_public_urls
from clientkeep.workspace.members.models import Workspace

from ..events import SettingsChanged


def keep_settings(acting: Acting, form: forms.ModelForm, slug: str) -> Workspace:
    """Save a valid form of the workspace's own fields and note that its question was answered."""
    changed = form.changed_data
    with transaction.atomic():
        firm = form.save(commit=False)
        firm.asked_at = {**firm.asked_at, slug: clock.now().isoformat()}
        firm.save()
        if changed:
            words = ", ".join(str(form.fields[name].label or name).lower().rstrip("?") for name in changed)
            record(SettingsChanged, workspace_id=firm.pk, by=acting.actor, about=firm, fields=words)
    if "public_url" in changed:
        forget_stored_public_urls()
    return firm
