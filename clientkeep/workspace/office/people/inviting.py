"""Invitations: a mailed link with a token of 256 bits, made as the letter leaves, spent once by POST."""

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Forbidden, Invalid
from clientkeep.foundation.secrets import hash_token, new_token
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.keys import INVITATION_LIFE
from clientkeep.workspace.members.limits import one_at_a_time
from clientkeep.workspace.members.models import Invitation, Member, User
from clientkeep.workspace.members.roles import Role

from ..events import InvitationWithdrawn, PersonInvited, PersonJoined
from ..sign_in.letters import letters_leave, write_letter

LINK = "invitation"


def invite(acting: Acting, email: str, name: str, role: str, all_clients: bool = True) -> Invitation:
    """Offer a place and put the letter into the outbox. An earlier offer to the same address ends.

    Raises Forbidden where an admin offers ownership, Conflict where the address has a place already.
    """
    acting.require("members.manage")
    if role == Role.OWNER and not acting.may("members.own"):
        raise Forbidden("Only an owner can make another owner.", "role")
    email = email.strip().lower()
    if Member.objects.filter(workspace=acting.workspace, user__email=email).exists():
        raise Conflict("This person has a place in the firm already.", "email")
    with transaction.atomic():
        one_at_a_time(f"invite:{acting.workspace.pk}")
        if (same := _sent_just_now(acting, email, role)) is not None:
            return same
        Invitation.living().filter(workspace=acting.workspace, email=email).update(revoked_at=clock.now())
        made = Invitation.objects.create(
            workspace=acting.workspace,
            email=email,
            name=name.strip(),
            role=role,
            all_clients=all_clients,
            token_hash=hash_token(new_token()),
            invited_by=acting.member,
            expires_at=clock.now() + INVITATION_LIFE,
        )
        _write(acting, made)
        words = {"person": str(made), "role": Role(role).label.lower()}
        record(PersonInvited, workspace_id=acting.workspace.pk, by=acting.actor, about=made, **words)
    return made


def _sent_just_now(acting: Acting, email: str, role: str) -> Invitation | None:
    """The same offer of the last minute: a form that is sent twice invites once."""
    recent = Invitation.living().filter(workspace=acting.workspace, email=email, role=role, invited_by=acting.member)
    return recent.filter(created_at__gt=clock.now() - dt.timedelta(minutes=1)).first()


def _write(acting: Acting, invitation: Invitation) -> None:
    values = {"contact": invitation.name, "firm": acting.workspace.name, "sender": str(acting.member)}
    write_letter(
        acting.workspace,
        wording_slug="invitation",
        values=values,
        purpose="invitation",
        to=(invitation.email, invitation.name),
        link={"kind": LINK, "invitation": str(invitation.pk)},
    )


@makes_links(LINK)
def path_of_letter(letter: object, arguments: dict) -> str:
    """Return the path that a letter's link opens. Each making ends the one before, so only the last letter's works."""
    return path_for(Invitation.objects.get(pk=arguments["invitation"]))


def path_for(invitation: Invitation) -> str:
    return reverse("office:invitation", args=[invitation.renew_token()])


def path_to_hand_over(acting: Acting, invitation: Invitation) -> str | None:
    """Return a path to give by hand where no letter can leave; None where mail is set."""
    acting.require("members.manage")
    return None if letters_leave(acting.workspace) else path_for(invitation)


def withdraw(acting: Acting, invitation: Invitation) -> None:
    """End an offer that nobody has taken."""
    acting.require("members.manage")
    with transaction.atomic():
        if Invitation.living().filter(pk=invitation.pk).update(revoked_at=clock.now()):
            about = {"about": invitation, "person": str(invitation)}
            record(InvitationWithdrawn, workspace_id=acting.workspace.pk, by=acting.actor, **about)


def accept(invitation: Invitation, *, user: User | None, name: str = "", password: str = "") -> Member:
    """Take the place. Without `user` a new account is made; its password may be empty (a passkey can follow).

    Raises Conflict where the offer is gone or the address has an account by now, Invalid for a weak password.
    """
    if user is None and password:
        _check_password(password, User(email=invitation.email, name=name))
    with transaction.atomic():
        if not invitation.spend():
            raise Conflict("This invitation was used or withdrawn. Ask for a new one.")
        if user is None:
            if User.objects.filter(email=invitation.email).exists():
                raise Conflict("There is an account with this address by now. Sign in, then open the link again.")
            user = User.objects.create_user(invitation.email, password or None, name.strip() or invitation.name)
        member, _ = Member.objects.get_or_create(
            workspace=invitation.workspace,
            user=user,
            defaults={"role": invitation.role, "all_clients": invitation.all_clients},
        )
        by = Actor("member", member.pk, str(member))
        words = {"person": str(member), "role": Role(member.role).label.lower()}
        record(PersonJoined, workspace_id=invitation.workspace_id, by=by, about=member, **words)
    return member


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Invalid(" ".join(problem.messages), "password") from None
