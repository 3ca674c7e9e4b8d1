"""FilingAddress: the address to which a member sends blind copies of their own mail, from any mail program.

It holds 160 random bits, and counts only in mail that comes from an address of that member (both are needed).
"""

import base64
import re
import secrets

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.sealing import seal, unseal
from clientkeep.foundation.secrets import hash_token
from clientkeep.workspace.members.models import Member, Workspace

from .model import Mailbox

_TOKEN = re.compile(r"^[^@]*\+([a-z2-7]{32})@")


class FilingAddress(models.Model):
    """One member's secret part of the address. Stored hashed for finding and sealed for showing it to its member."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="filing_address")
    token_hash = models.CharField(max_length=64, unique=True)
    token_sealed = models.TextField()
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.member)

    @classmethod
    def renew(cls, member: Member) -> "FilingAddress":
        """Make a fresh secret; an earlier one files nothing any more."""
        token = base64.b32encode(secrets.token_bytes(20)).decode().lower()
        row, _ = cls.objects.update_or_create(
            member=member,
            defaults={"token_hash": hash_token(token), "token_sealed": seal(token), "made_at": clock.now()},
        )
        return row

    def address_at(self, mailbox: Mailbox) -> str:
        """The whole address, at the mailbox through which it comes in."""
        local, _, domain = mailbox.address.partition("@")
        return f"{local}+{unseal(self.token_sealed)}@{domain}"


def member_of(workspace: Workspace, reached: list[str]) -> Member | None:
    """Return the member whose filing address is among these addresses, or None."""
    tokens = [found[1] for address in reached if (found := _TOKEN.match(address))]
    if not tokens:
        return None
    hashes = [hash_token(token) for token in tokens[:10]]
    row = FilingAddress.objects.filter(token_hash__in=hashes, member__workspace=workspace).select_related("member__user").first()
    return row.member if row and row.member.disabled_at is None else None
