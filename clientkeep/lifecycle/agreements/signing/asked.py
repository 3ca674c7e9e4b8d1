"""Asked: one person as named when a signing starts, before there is a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.mail.outbox import checked_address, checked_header
from clientkeep.workspace.members.models import Member

from .rules import MOST_SIGNERS
from .signer import ROLES, Signer

if TYPE_CHECKING:
    from .model import Signing


@dataclass(frozen=True, slots=True)
class Asked:
    """Name, address and role. With a `member` it is the firm's countersignature."""

    name: str
    email: str
    role: str = "signer"
    member: Member | None = None

    @classmethod
    def of(cls, member: Member) -> "Asked":
        """The countersignature of a member."""
        return cls(str(member), member.user.email, "signer", member)

    def as_signer(self, signing: "Signing", place: int) -> Signer:
        """Return the row, unsaved; a contact of the client is known by the address."""
        contact = None if self.member else Contact.objects.filter(
            client=signing.client_id, email__iexact=self.email, removed_at=None
        ).first()  # fmt: skip
        return Signer(
            workspace_id=signing.workspace_id, signing=signing, name=self.name.strip(), email=self.email.strip(), role=self.role,
            ours=self.member is not None, member=self.member, contact=contact, place=place,
        )  # fmt: skip


def checked(asked: Sequence[Asked]) -> list[Asked]:
    """Return who is asked, the firm last. Raises Invalid with the field of the one at fault."""
    for place, each in enumerate(asked):
        if not 2 <= len(each.name.strip()) <= 200:
            raise Invalid("Write the name of who signs.", f"signers[{place}].name")
        checked_header(each.name, f"signers[{place}].name")
        checked_address(each.email.strip(), f"signers[{place}].email")
        if each.role not in ROLES:
            raise Invalid(f"Choose {', '.join(ROLES)}.", f"signers[{place}].role")
    if len(asked) > MOST_SIGNERS:
        raise Invalid(f"At most {MOST_SIGNERS} people can be named.", "signers")
    addresses = [each.email.strip().lower() for each in asked]
    if twice := next((each for each in addresses if addresses.count(each) > 1), None):
        raise Invalid(f"{twice} is named twice. Each person signs once.", "signers")
    if not any(each.role == "signer" and not each.member for each in asked):
        raise Invalid("Name at least one person of the client who signs.", "signers")
    return sorted(asked, key=lambda each: each.member is not None)
