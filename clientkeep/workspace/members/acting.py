"""Who is acting now, and what they may do. Pages, API and command line all hand an Acting on."""

from collections.abc import Hashable
from dataclasses import dataclass

from clientkeep.foundation.errors import Forbidden

from .model import Member, Workspace
from .roles import ACTS


@dataclass(frozen=True, slots=True)
class Acting:
    """A member at work in a workspace, by page, API or command line.

    `scopes` narrows what an API token may do; None means all that the role allows.
    """

    workspace: Workspace
    member: Member
    via: str = "page"
    scopes: frozenset[str] | None = None

    def may(self, act: str) -> bool:
        """Tell whether the act is allowed by the role, and by the token where there is one."""
        if act not in ACTS:
            raise KeyError(act)
        return self.member.may(act) and (self.scopes is None or act in self.scopes)

    def require(self, act: str) -> None:
        """Raise Forbidden, in words, unless the act is allowed."""
        if not self.may(act):
            raise Forbidden(f"Your role does not allow this: {ACTS[act][0].lower()}.")

    @property
    def sight(self) -> tuple[Hashable, ...]:
        """All that decides what this person may see: whoever has an equal one sees the same."""
        return self.workspace.pk, self.member.pk, self.member.role, self.member.sees_all_clients, self.scopes

    @property
    def actor(self) -> "Actor":
        return Actor("member", self.member.pk, str(self.member))


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of a journal event: kind is member, contact, provider or system."""

    kind: str
    id: object | None = None
    name: str = ""


SYSTEM = Actor("system", None, "Clientkeep")
