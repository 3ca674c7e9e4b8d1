"""Sweeps: what is due leaves, once. The rows were written with their cause; a lost job or a dead process loses none."""

import time
from typing import Any

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.members.models import Member
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from . import letters
from .delivery import Delivery
from .model import words_of
from .preferences import Preferences
from .rules import escaped
from .slots import names_of
from .telling import may_be_told
from .webhook import Webhook

AT_ONCE = 500
# One slow address holds its job for so long at most; the rest goes with the next one.
LONGEST_JOB = 30.0


@every("* * * * *")
def deliver_what_is_due() -> None:
    """Write the letters that are due and set the posts going. Safe to run a thousand times."""
    deliver_letters()
    deliver_digests()
    _start_posts()


@task
def deliver() -> None:
    """The same, soon after something was told."""
    deliver_what_is_due()


def deliver_letters() -> None:
    """One letter for each notice that is told at once."""
    for pk in Delivery.objects.due(clock.now()).filter(channel="mail").order_by("due_at").values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            delivery = _held(pk)
            if delivery and not _is_quiet(delivery):
                letters.send_at_once(delivery)


def deliver_digests() -> None:
    """One digest for each member whose window has come."""
    due = Delivery.objects.due(clock.now()).filter(channel="digest")
    for member_id in list(due.order_by("member_id").values_list("member_id", flat=True).distinct()[:AT_ONCE]):
        with transaction.atomic():
            member = Member.objects.select_for_update(of=("self",)).select_related("user", "workspace").get(pk=member_id)
            rows = due.filter(member=member, state="due").select_related("notice__event", "notice__workspace").order_by("pk")
            waiting = [_of_member(row, member) for row in rows[:AT_ONCE]]
            if waiting and not _is_quiet(*waiting):
                letters.send_digest(member, max(row.due_at for row in waiting), waiting)


@task
def post_to_webhook(hook_id: str) -> None:
    """Post what is due to one address, the oldest first, until one fails."""
    ends = time.monotonic() + LONGEST_JOB
    while time.monotonic() < ends and _post_one(hook_id):
        pass


def _start_posts() -> None:
    now = clock.now()
    due = Webhook.objects.filter(is_paused=False, next_try_at__lte=now, deliveries__state="due", deliveries__due_at__lte=now)
    for hook_id, workspace_id in due.order_by("pk").values_list("pk", "workspace_id").distinct()[:AT_ONCE]:
        with fair_share(workspace_id):
            enqueue_once(post_to_webhook, f"webhook:{hook_id}", str(hook_id))


def _post_one(hook_id: str) -> bool:
    hook = Webhook.objects.filter(pk=hook_id).first()
    if hook is None or not hook.claim():
        return False
    delivery = _next_post(hook)
    if delivery is None:
        hook.free()
        return False
    client = names_of([delivery.event.client_id]).get(delivery.event.client_id, "")
    outcome = hook.post(escaped(words_of(delivery.event, client)), str(delivery.pk))
    with transaction.atomic():
        if outcome.is_good:
            delivery.done()
        hook.settle(outcome)
    return outcome.is_good


def _next_post(hook: Webhook) -> Delivery | None:
    """The oldest that is due and still wanted."""
    rows = hook.deliveries.due(clock.now()).select_related("event", "notice__member__user", "notice__member__workspace")
    for delivery in rows.order_by("due_at", "pk")[:AT_ONCE]:
        notice = delivery.notice
        if notice and not may_be_told(notice.member, notice.told_as, notice.client_id):
            delivery.drop("This person may not be told any more.")
        elif notice and _is_quiet(delivery):
            continue
        else:
            return delivery
    return None


def _held(pk: Any) -> Delivery | None:
    """The row under lock, if it is still due."""
    rows = Delivery.objects.select_for_update(of=("self",)).filter(pk=pk, state="due")
    return rows.select_related("notice__event", "notice__workspace", "notice__member__user", "notice__member__workspace").first()


def _of_member(delivery: Delivery, member: Member) -> Delivery:
    delivery.notice.member = member
    return delivery


def _is_quiet(*deliveries: Delivery) -> bool:
    """Whether quiet hours hold now: what is due, late perhaps, waits for their end."""
    now = clock.now()
    free = Preferences.of(deliveries[0].notice.member).not_before(now)
    if free > now:
        for delivery in deliveries:
            delivery.put_off(free)
    return free > now
