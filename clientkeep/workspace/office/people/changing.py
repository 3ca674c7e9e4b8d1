"""Changes to people's places in the firm. Each checks who may, in words, and is kept in the journal.

Only an owner touches an owner, and the last owner stays: a firm never locks itself out.
"""

from allauth.usersessions.models import UserSession
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Forbidden, Invalid
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.limits import one_at_a_time
from clientkeep.workspace.members.models import Member, User
from clientkeep.workspace.members.roles import Role

from ..events import AccessEnded, AccessRestored, EmailChanged, RoleChanged, SightChanged
from ..sign_in.letters import write_note


def change_role(acting: Acting, member: Member, role: str) -> None:
    """Give a member another role. Raises Forbidden, Invalid, or Conflict for the last owner."""
    if role not in Role.values:
        raise Invalid("Choose one of the roles.", "role")
    _may_touch(acting, member, role)
    before = member.role
    if before == role:
        return
    with transaction.atomic():
        if before == Role.OWNER:
            _keep_an_owner(member)
        member.role = role
        member.save(update_fields=["role"])
        words = {"person": str(member), "before": Role(before).label.lower(), "after": Role(role).label.lower()}
        record(RoleChanged, workspace_id=member.workspace_id, by=acting.actor, about=member, **words)


def change_sight(acting: Acting, member: Member, all_clients: bool) -> None:
    """Let a member see all clients, or only those that are chosen for them."""
    _may_touch(acting, member)
    if member.all_clients == all_clients:
        return
    with transaction.atomic():
        member.all_clients = all_clients
        member.save(update_fields=["all_clients"])
        words = "all clients" if all_clients else "only chosen clients"
        record(
            SightChanged,
            workspace_id=member.workspace_id,
            by=acting.actor,
            about=member,
            person=str(member),
            clients=words,
        )


def end_access(acting: Acting, member: Member) -> None:
    """Refuse the member from the next request on; their work stays. Raises Conflict for the last owner."""
    _may_touch(acting, member)
    if member.pk == acting.member.pk:
        raise Forbidden("You cannot end your own access. Another owner can.")
    with transaction.atomic():
        if member.role == Role.OWNER:
            _keep_an_owner(member)
        if not Member.objects.filter(pk=member.pk, disabled_at=None).update(disabled_at=clock.now()):
            return
        if not _elsewhere(member).exists():
            for session in UserSession.objects.filter(user=member.user):
                session.end()
        record(AccessEnded, workspace_id=member.workspace_id, by=acting.actor, about=member, person=str(member))


def restore_access(acting: Acting, member: Member) -> None:
    """Let the member in again, with the role they had."""
    _may_touch(acting, member)
    with transaction.atomic():
        if Member.objects.filter(pk=member.pk).exclude(disabled_at=None).update(disabled_at=None):
            record(AccessRestored, workspace_id=member.workspace_id, by=acting.actor, about=member, person=str(member))


def change_email(acting: Acting, member: Member, email: str) -> None:
    """Give a member another address to sign in with; the old address is told.

    Raises Forbidden where only an owner may, or where the person works in another firm too: an admin here
    must not take an account over that opens doors elsewhere.
    """
    _may_touch(acting, member)
    if _elsewhere(member).exists():
        raise Forbidden(f"Only {member} can change this address, under Your account.")
    set_email(acting, member, email)


def set_email(acting: Acting, member: Member, email: str) -> None:
    """Write the new address down, tell the old one, and end what was mailed to it. Raises Invalid where it is taken."""
    from allauth.account.models import EmailAddress

    email, before = email.strip().lower(), member.user.email
    if email == before:
        return
    with transaction.atomic():
        if User.objects.filter(email=email).exists():
            raise Invalid("Another account uses this address.", "email")
        User.objects.filter(pk=member.user_id).update(email=email)
        EmailAddress.objects.filter(user_id=member.user_id).delete()
        member.user.email = email
        text = (
            f"{acting.member} changed your address at {acting.workspace.name} from {before} to {email}.\n\n"
            "If you did not expect this, ask an owner of the firm."
        )
        write_note(member.workspace, (before, member.user.name), "Your address was changed", text)
        record(EmailChanged, workspace_id=member.workspace_id, by=acting.actor, about=member, person=str(member))


def _may_touch(acting: Acting, member: Member, role: str = "") -> None:
    acting.require("members.manage")
    if Role.OWNER in (member.role, role) and not acting.may("members.own"):
        raise Forbidden("Only an owner can change an owner, or make one.")


def _keep_an_owner(member: Member) -> None:
    one_at_a_time(f"owners:{member.workspace_id}")
    others = Member.objects.filter(workspace_id=member.workspace_id, role=Role.OWNER, disabled_at=None)
    if not others.exclude(pk=member.pk).exists():
        raise Conflict(f"{member} is the only owner. Make somebody else an owner first.", "role")


def _elsewhere(member: Member):
    return Member.objects.filter(user_id=member.user_id).exclude(workspace_id=member.workspace_id)
