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
        asked = Workspace.objects.select_for_update().values_list("asked_at", flat=True).get(pk=firm.pk)
        firm.asked_at = {**asked, slug: clock.now().isoformat()}
        # Only this page's fields: another page may have saved its own meanwhile.
        own = [name for name in form._meta.fields if name in form.fields]
        firm.save(update_fields=[*own, *getattr(form, "also_saves", ()), "asked_at"])
        if changed:
            words = ", ".join(str(form.fields[name].label or name).lower().rstrip("?") for name in changed)
            record(SettingsChanged, workspace_id=firm.pk, by=acting.actor, about=firm, fields=words)
    if "public_url" in changed:
        forget_stored_public_urls()
    return firm
