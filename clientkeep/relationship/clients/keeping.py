"""The files kept for a client, each with the versions that it replaced."""

from clientkeep.workspace.files.models import StoredFile

from .limits import FILES_READ
from .model import Client


def kept_files(client: Client) -> list[StoredFile]:
    """Every version of every file of a client that was not removed, newest first."""
    kept = StoredFile.objects.filter(workspace_id=client.workspace_id, client_id=client.pk, purpose="file", removed_at=None)
    return list(kept.order_by("-created_at")[:FILES_READ])


def with_versions(kept: list[StoredFile]) -> list[tuple[StoredFile, list[StoredFile]]]:
    """Each newest version with those that it replaced, newest first."""
    by_id = {file.pk: file for file in kept}
    replaced = {file.replaces_id for file in kept}
    found = []
    for file in kept:
        if file.pk in replaced:
            continue
        earlier, step = [], by_id.get(file.replaces_id)
        while step and len(earlier) < 100:
            earlier.append(step)
            step = by_id.get(step.replaces_id)
        found.append((file, earlier))
    return found
