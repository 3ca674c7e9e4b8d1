"""Telling: who is told of an event, and by which ways. Runs in the transaction of the event's dispatch; safe to repeat."""

import datetime as dt

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.files.sight import SIGHTS
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .delivery import Delivery
from .kinds import OF_EVENT, NoticeKind
from .model import Notice
from .preferences import Preferences
from .slots import carers_of
from .webhook import Webhook

# What was put on record long after it happened, such as old mail that is filed, is no news.
STALE = dt.timedelta(days=3)


@transaction.atomic
def tell(event: Event) -> None:
    """Write a notice for each member whom an event concerns, and a delivery for each way that it leaves by."""
    kind = OF_EVENT.get(event.slug)
    if kind is None or event.recorded_at - event.happened_at > STALE:
        return
    told = [_tell_member(event, kind, member) for member in concerned(event, kind)]
    at_once = any(told) | _tell_firm(event, kind)
    if at_once:
        from .jobs import deliver

        deliver.enqueue()


def concerned(event: Event, kind: NoticeKind) -> list[Member]:
    """Return the members to tell: never who did it, who has left, or who does not see the client."""
    members = list(Member.objects.filter(workspace_id=event.workspace_id, disabled_at=None).select_related("user", "workspace"))
    able = [member for member in members if may_be_told(member, kind, event.client_id)]
    chosen = _named(event, kind, able)
    doer = event.actor_id if event.actor_kind == "member" else None
    return [member for member in chosen if member.pk != doer]


def may_be_told(member: Member, kind: NoticeKind, client_id: object) -> bool:
    """Whether a member's role and sight allow it now."""
    if not member.may(kind.act):
        return False
    if client_id is None:
        return True
    acting, ids_for = Acting(member.workspace, member), SIGHTS.get("clients")
    if member.sees_all_clients:
        return acting.may("clients.see")
    return ids_for is not None and ids_for(acting).filter(pk=client_id).exists()


def _named(event: Event, kind: NoticeKind, able: list[Member]) -> list[Member]:
    if kind.to is not None:
        wanted = {str(pk) for pk in kind.to(event)}
        return [member for member in able if str(member.pk) in wanted]
    if event.client_id is None:
        return [member for member in able if member.may("settings.see")]
    carers = carers_of(event.client_id)
    return [member for member in able if member.pk in carers] or able


def _tell_member(event: Event, kind: NoticeKind, member: Member) -> bool:
    chosen = Preferences.of(member)
    way = chosen.way(kind)
    if way == "off":
        return False
    notice, is_new = Notice.objects.get_or_create(
        event=event, member=member, defaults={"workspace_id": event.workspace_id, "kind": kind.slug, "client_id": event.client_id}
    )
    if not is_new:
        return False
    now = clock.now()
    if way == "digest":
        Delivery.plan("digest", event, chosen.next_digest(now), notice=notice)
    if way == "mail":
        Delivery.plan("mail", event, chosen.not_before(now), notice=notice)
    hook = Webhook.of(member.workspace, member) if chosen.hooks(kind) else None
    if hook and not hook.is_paused:
        Delivery.plan("hook", event, chosen.not_before(now), notice=notice, hook=hook)
    return way == "mail" or hook is not None


def _tell_firm(event: Event, kind: NoticeKind) -> bool:
    hook = Webhook.objects.filter(workspace_id=event.workspace_id, member=None, is_paused=False).first()
    if hook is None or kind.to is not None or not hook.takes(kind):
        return False
    Delivery.plan("hook", event, clock.now(), hook=hook)
    return True
