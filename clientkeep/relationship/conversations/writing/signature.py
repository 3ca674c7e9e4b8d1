"""Signature: what stands under one's letters. A member's own, else the firm's, else the names."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.mail import placeholders
from clientkeep.workspace.members.models import Member, Workspace

LONGEST = 2_000
NAMES = ("sender", "firm")


class Signature(models.Model):
    """Plain text; without a member it is the firm's default, in which {sender} and {firm} are filled."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    text = models.TextField(max_length=LONGEST)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=models.Q(member__isnull=False), name="signature_of_member"),
            models.UniqueConstraint(fields=["workspace"], condition=models.Q(member=None), name="signature_of_firm"),
        ]


def written_by(workspace: Workspace, member: Member | None) -> str:
    """What somebody wrote as a signature; empty where nobody did. None stands for the firm."""
    found = Signature.objects.filter(workspace=workspace, member=member).first()
    return found.text if found else ""


def keep(workspace: Workspace, member: Member | None, text: str) -> None:
    """Keep a signature; an empty one is forgotten. Raises Invalid for a long one and for unknown names in braces."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Invalid(f"Keep it under {LONGEST:,} signs.", "text")
    unknown = [name for name in placeholders.names_in(text) if name not in NAMES]
    if unknown:
        raise Invalid(f"{{{unknown[0]}}} is not known here. Use {{sender}} or {{firm}}.", "text")
    if not text:
        Signature.objects.filter(workspace=workspace, member=member).delete()
        return
    values = {"text": text, "changed_at": clock.now()}
    Signature.objects.update_or_create(workspace=workspace, member=member, defaults=values)


def signature_of(member: Member) -> str:
    """What stands under this member's letters."""
    rows = Signature.objects.filter(workspace=member.workspace_id).filter(models.Q(member=member) | models.Q(member=None))
    texts = {row.member_id: row.text for row in rows}
    text = texts.get(member.pk) or texts.get(None) or "{sender}\n{firm}"
    return placeholders.fill(text, {"sender": str(member), "firm": member.workspace.name}, late=False)
