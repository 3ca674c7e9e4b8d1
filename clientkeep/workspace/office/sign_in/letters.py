"""Letters about signing in. A code or a link never lies readable in the outbox: it is put in as the letter leaves."""

import uuid
from collections.abc import Mapping
from typing import Any

from clientkeep.foundation.sealing import seal, unseal
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.leaving import has_server, why_none_leaves
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.models import Member, User, Workspace

CODE = "sign_in_code"


def write_letter(
    workspace: Workspace,
    *,
    wording_slug: str,
    values: Mapping[str, str],
    purpose: str,
    to: tuple[str, str],
    link: dict[str, Any],
) -> Letter:
    """Put a letter in the firm's own words into the outbox. `to` is (e-mail, name)."""
    words = wording.filled(workspace, wording_slug, values)
    return outbox.write(
        workspace,
        f"{purpose}:{uuid.uuid4()}",
        purpose,
        *to,
        words.subject,
        words.text,
        link=link,
        button=wording.button_of(wording_slug),
    )


def write_code(workspace: Workspace, to: tuple[str, str], code: str) -> Letter:
    """Mail a code. The outbox holds it sealed, so that who reads the outbox cannot sign in as somebody else."""
    values = {"contact": to[1], "firm": workspace.name}
    link = {"kind": CODE, "sealed": seal(code)}
    return write_letter(workspace, wording_slug="sign_in_code", values=values, purpose="sign_in", to=to, link=link)


def write_note(workspace: Workspace, to: tuple[str, str], subject: str, text: str) -> Letter:
    """Tell a person something about their account, without a link."""
    return outbox.write(workspace, f"account:{uuid.uuid4()}", "account", *to, subject, text)


def write_change(user: User, what: str) -> None:
    """Tell a person that a way to sign in as them has changed."""
    if (workspace := home_of(user)) is None:
        return
    text = (
        f"{what} for your account at {workspace.name}.\n\n"
        "If this was not you, sign in, change your password and end the other sessions under Your account."
    )
    write_note(workspace, (user.email, user.name), what, text)


def code_can_leave(workspace: Workspace | None) -> bool:
    """Tell whether a mailed code can leave the machine: it needs a mail server, and no public address."""
    return workspace is not None and not workspace.is_demo and has_server(workspace)


def letters_leave(workspace: Workspace) -> bool:
    """Tell whether letters with links can leave the machine."""
    return not why_none_leaves(workspace)


def home_of(user: User) -> Workspace | None:
    """Return the firm that a person acts in, or None for one without a place."""
    place = Member.objects.filter(user=user, disabled_at=None).select_related("workspace").order_by("created_at")
    return found.workspace if (found := place.first()) else None


@makes_links(CODE)
def code_of_letter(letter: Letter, arguments: dict) -> str:
    """Return the code itself: it stands in the letter where others have an address."""
    return unseal(arguments["sealed"])
