"""Notices: what one is told of, what was read, what one chose, and webhooks."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.notices.kinds import in_order
from clientkeep.workspace.notices.model import told
from clientkeep.workspace.notices.models import Notice, Preferences, Webhook
from clientkeep.workspace.notices.preferences import WAYS
from clientkeep.workspace.notices.rules import write_time
from clientkeep.workspace.notices.slots import names_of

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor

room = Room()
Way = Literal[tuple(WAYS)]


class NoticesAsked(Page):
    """Filters of the notices."""

    unread: bool = Field(False, description="Only those that were not read")
    kind: str = Field("", max_length=30, description="One kind, such as message")


class NoticeOut(Told):
    """One is told of an event. `sentence` is what the page of notices says."""

    id: uuid.UUID
    kind: str
    urgent: bool
    sentence: str
    event_id: uuid.UUID
    client_id: uuid.UUID | None
    created_at: str
    read_at: str | None


class NoticesOut(Told):
    items: list[NoticeOut]
    next: str | None


class ReadOut(Told):
    """How many were not read before."""

    read: int


class ReadingGiven(Given):
    unread: bool = Field(False, description="Keep it for later instead")


class PreferencesOut(Told):
    """What one is told and how: by kind app, digest, mail or off. Times of day are in `time_zone`; empty ones are none."""

    ways: dict[str, str]
    webhook_kinds: list[str]
    windows: str
    quiet_since: str
    quiet_until: str
    time_zone: str


class PreferencesGiven(Given):
    """What is not sent stays. Times as typed: "9:00, 16:00", "20:00"."""

    ways: dict[str, Way] | None = Field(None, max_length=100)
    webhook_kinds: list[Text(30)] | None = Field(None, max_length=100)
    windows: Text(100) | None = None
    quiet_since: Text(10) | None = None
    quiet_until: Text(10) | None = None


class WebhookOut(Told):
    """A webhook; its address is shown by host and last signs alone. `kinds` is null for one's own: see the preferences.

    Where none `is_set`, the rest is empty.
    """

    is_set: bool
    shown: str
    kinds: list[str] | None
    is_paused: bool
    failures: int
    last_at: str | None
    last_status: int | None
    last_words: str


class WebhookGiven(Given):
    url: Text(2_000, least=1)


class FirmWebhookGiven(Given):
    """`url` may be left out to change the kinds alone."""

    url: Text(2_000) = ""
    kinds: list[Text(30)] | None = Field(None, max_length=100)


@room.reads("", "account.own", NoticesOut)
def list_notices(request: HttpRequest, asked: Query[NoticesAsked]) -> HttpResponse:
    """One's own notices, newest first."""
    after = read_cursor(asked.cursor, uuid.UUID)
    found = Notice.objects.visible_to(request.acting).select_related("event").order_by("-pk")
    found = found.unread() if asked.unread else found
    found = found.filter(kind=asked.kind) if asked.kind else found
    rows = list((found.filter(pk__lt=after[0]) if after else found)[: asked.limit + 1])
    names = names_of(row.client_id for row in rows)
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], lambda row: _tell(row, names))


@room.writes("/read", "account.own", ReadOut)
def read_all_notices(request: HttpRequest) -> HttpResponse:
    """Mark all of one's own as read."""
    return answer({"read": Notice.objects.visible_to(request.acting).read_all()})


@room.writes("/{uuid:notice_id}/read", "account.own", NoticeOut)
def read_notice(request: HttpRequest, notice_id: uuid.UUID, given: ReadingGiven) -> HttpResponse:
    """Mark one as read, or keep it for later."""
    notice = _notice(request.acting, notice_id)
    if given.unread:
        notice.unread()
    else:
        notice.read()
    return answer(_tell(_notice(request.acting, notice_id), names_of([notice.client_id])))


@room.reads("/preferences", "account.own", PreferencesOut)
def get_notice_preferences(request: HttpRequest) -> HttpResponse:
    """What one is told, and how."""
    return answer(_tell_preferences(request.acting))


@room.writes("/preferences", "account.own", PreferencesOut, method="PUT")
def set_notice_preferences(request: HttpRequest, given: PreferencesGiven) -> HttpResponse:
    """Choose what to be told, and how."""
    acting = request.acting
    kept = _tell_preferences(acting)
    said = {name: value for name, value in given.values().items() if value is not None}
    Preferences.keep(
        acting.member, acting.actor, said.get("ways", {}), said.get("webhook_kinds", kept["webhook_kinds"]),
        *(said.get(name, kept[name]) for name in ("windows", "quiet_since", "quiet_until")),
    )  # fmt: skip
    return answer(_tell_preferences(acting))


@room.reads("/webhook", "account.own", WebhookOut)
def get_own_webhook(request: HttpRequest) -> HttpResponse:
    """One's own webhook."""
    return answer(_tell_hook(Webhook.of(request.acting.workspace, request.acting.member)))


@room.writes("/webhook", "account.own", WebhookOut, method="PUT")
def set_own_webhook(request: HttpRequest, given: WebhookGiven) -> HttpResponse:
    """Set the address of one's own webhook, compatible with Slack's incoming ones."""
    acting = request.acting
    return answer(_tell_hook(Webhook.keep(acting.workspace, acting.member, acting.actor, given.url)))


@room.writes("/webhook", "account.own", None, 204, method="DELETE")
def remove_own_webhook(request: HttpRequest) -> HttpResponse:
    """Forget one's own webhook."""
    _hook(request.acting, False).remove(request.acting.actor)
    return HttpResponse(status=204)


@room.reads("/firm-webhook", "settings.see", WebhookOut)
def get_firm_webhook(request: HttpRequest) -> HttpResponse:
    """The firm's webhook."""
    return answer(_tell_hook(Webhook.of(request.acting.workspace, None)))


@room.writes("/firm-webhook", "settings.money", WebhookOut, method="PUT")
def set_firm_webhook(request: HttpRequest, given: FirmWebhookGiven) -> HttpResponse:
    """Set the firm's webhook and what goes there."""
    acting = request.acting
    return answer(_tell_hook(Webhook.keep(acting.workspace, None, acting.actor, given.url, given.kinds)))


@room.writes("/firm-webhook", "settings.money", None, 204, method="DELETE")
def remove_firm_webhook(request: HttpRequest) -> HttpResponse:
    """Forget the firm's webhook."""
    _hook(request.acting, True).remove(request.acting.actor)
    return HttpResponse(status=204)


def _notice(acting: Acting, notice_id: uuid.UUID) -> Notice:
    found = Notice.objects.visible_to(acting).filter(pk=notice_id).select_related("event").first()
    if found is None:
        raise Http404
    return found


def _hook(acting: Acting, of_firm: bool) -> Webhook:
    found = Webhook.of(acting.workspace, None if of_firm else acting.member)
    if found is None:
        raise Http404
    return found


def _tell(notice: Notice, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "id": str(notice.pk), "kind": notice.kind, "urgent": notice.is_urgent, "sentence": told(notice, names),
        "event_id": str(notice.event_id), "client_id": str(notice.client_id) if notice.client_id else None,
        "created_at": moment(notice.created_at), "read_at": notice.read_at and moment(notice.read_at),
    }  # fmt: skip


def _tell_preferences(acting: Acting) -> dict[str, Any]:
    kept, kinds = Preferences.of(acting.member), [kind for kind in in_order() if acting.member.may(kind.act)]
    return {
        "ways": {kind.slug: kept.way(kind) for kind in kinds}, "webhook_kinds": [kind.slug for kind in kinds if kept.hooks(kind)],
        "windows": ", ".join(write_time(each) for each in kept.chosen_windows), "quiet_since": write_time(kept.quiet_since),
        "quiet_until": write_time(kept.quiet_until), "time_zone": kept.zone,
    }  # fmt: skip


def _tell_hook(known: Webhook | None) -> dict[str, Any]:
    hook = known or Webhook()
    return {
        "is_set": known is not None, "shown": hook.shown, "kinds": hook.kinds, "is_paused": hook.is_paused, "failures": hook.failures,
        "last_at": hook.last_at and moment(hook.last_at), "last_status": hook.last_status, "last_words": hook.last_words,
    }  # fmt: skip
