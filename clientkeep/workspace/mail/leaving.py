"""Whether letters may leave at all, and if not, why, in the words that the pages show."""

from typing import Any

from clientkeep.workspace.members.models import Workspace

NO_SERVER = "No mail server is set yet."
NO_ADDRESS = "The public address of this installation is not set yet, so links in letters would lead nowhere."
DEMO = "This is the demo firm: its letters never leave the machine."


def why_none_leaves(workspace: Workspace, letter: Any = None) -> str:
    """Return why letters (or this letter) cannot leave, or an empty text. Read anew at each call."""
    if workspace.is_demo:
        return DEMO
    if not has_server(workspace):
        return NO_SERVER
    if not public_address(workspace) and not (letter and _goes_without_address(letter)):
        return NO_ADDRESS
    return ""


def has_server(workspace: Workspace) -> bool:
    from .models import MailServer

    return MailServer.objects.filter(workspace=workspace).exists()


def public_address(workspace: Workspace) -> str:
    """Where clients reach this installation, without a slash at the end; empty while it is not set."""
    from django.conf import settings

    return (workspace.public_url or settings.PUBLIC_URL).rstrip("/")


def _goes_without_address(letter: Any) -> bool:
    return letter.purpose == "test" or letter.is_secret
