"""The two letters of this room: one notice at once, and the digest of a window. Neither is written where nothing leaves."""

import datetime as dt
from typing import Any

from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.workspace.mail.handover import asks_before_leaving, waits_for_its_hour
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.mail.links import makes_links
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.outbox import write
from clientkeep.workspace.mail.wording import button_of, filled
from clientkeep.workspace.mail.wordings import PLACEHOLDERS, SAMPLES, word
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .delivery import Delivery
from .model import Notice, told
from .slots import lead_of, names_of
from .telling import may_be_told

MOST_LINES = 100
SAMPLES |= {"sentence": "Jo March wrote: The photos", "lines": "Acme Studio: Jo March wrote: The photos\n$2,400.00 received by card"}
PLACEHOLDERS |= {"sentence": "what happened", "lines": "what happened, one on each line"}
word(
    "notice", "Notice to a colleague", "Goes to who chose to be told at once by mail.", "{sentence}",
    "Hello {contact},\n\n{sentence}\n\n{link}\n\nYou chose to be told by mail. Change that under Your notices in the settings.\n\n{firm}\n",
    ("contact", "sentence", "firm", "link"), button="Open",
)  # fmt: skip
word(
    "notices_digest", "Digest to a colleague", "Goes at the hours that somebody chose, never empty.", "What happened at {firm}",
    "Hello {contact},\n\n{lines}\n\n{link}\n\nYou chose a digest by mail. Change that under Your notices in the settings.\n\n{firm}\n",
    ("contact", "lines", "firm", "link"), button="See your notices",
)  # fmt: skip


def send_at_once(delivery: Delivery) -> None:
    """Write the letter of one notice, in the caller's transaction, unless it is no longer wanted."""
    notice = delivery.notice
    why = why_not(notice)
    if why:
        delivery.drop(why)
        return
    sentence = " ".join(told(notice, names_of([notice.client_id])).split())
    _write(notice.member, f"notice:{notice.pk}", "notice", {"sentence": _cut(sentence, 280)}, notice, {"notice": str(notice.pk)})
    delivery.done()


def send_digest(member: Member, window: Any, deliveries: list[Delivery]) -> None:
    """Write the one digest of a window, in the caller's transaction; none where everything was read meanwhile."""
    wanted = []
    for delivery in deliveries:
        why = why_not(delivery.notice)
        if why:
            delivery.drop(why)
        else:
            wanted.append(delivery)
    if not wanted:
        return
    key = f"digest:{member.pk}:{window.isoformat()}"
    if Letter.objects.filter(workspace=member.workspace, key=key).exists():  # it came too late for this window
        from .preferences import Preferences

        later = Preferences.of(member).next_digest(clock.now())
        for delivery in wanted:
            delivery.put_off(later)
        return
    names = names_of(delivery.notice.client_id for delivery in wanted)
    lines = [f"· {_cut(' '.join(told(delivery.notice, names).split()), 400)}" for delivery in wanted[:MOST_LINES]]
    if len(wanted) > MOST_LINES:
        lines.append(f"· and {len(wanted) - MOST_LINES} more")
    _write(member, key, "digest", {"lines": "\n".join(lines)}, member, {})
    for delivery in wanted:
        delivery.done()


def why_not(notice: Notice) -> str:
    """Return why a notice is not to leave any more: read, its person has left or lost sight, no letters leave."""
    if notice.read_at:
        return "It was read meanwhile."
    if not may_be_told(notice.member, notice.told_as, notice.client_id):
        return "This person may not be told any more."
    return why_none_leaves(notice.workspace)


@asks_before_leaving("notice")
def _ask_notice(letter: Letter) -> str:
    notice = Notice.objects.select_related("member__user", "member__workspace", "workspace").filter(pk=letter.about_id).first()
    if notice is None:
        return "The notice is gone."
    return "" if may_be_told(notice.member, notice.told_as, notice.client_id) else "This person may not be told any more."


@asks_before_leaving("digest")
def _ask_digest(letter: Letter) -> str:
    gone = not Member.objects.filter(pk=letter.about_id, disabled_at=None).exists()
    return "This person has left." if gone else ""


@waits_for_its_hour("notice")
def _free_for_notice(letter: Letter) -> dt.datetime:
    return _free(Member.objects.get(pk=Notice.objects.values_list("member_id", flat=True).get(pk=letter.about_id)))


@waits_for_its_hour("digest")
def _free_for_digest(letter: Letter) -> dt.datetime:
    return _free(Member.objects.get(pk=letter.about_id))


def _free(member: Member) -> dt.datetime:
    from .preferences import Preferences

    return Preferences.of(member).not_before(clock.now())


@makes_links("notices")
def _link(letter: Letter, opens: dict) -> str:
    notice = Notice.objects.select_related("event", "member__user", "member__workspace").filter(pk=opens.get("notice")).first()
    lead = lead_of(Acting(notice.member.workspace, notice.member), notice.event) if notice else ""
    return lead or reverse("notices:list")


def _write(member: Member, key: str, slug: str, values: dict[str, str], about: Any, opens: dict[str, str]) -> None:
    name = {"notice": "notice", "digest": "notices_digest"}[slug]
    words = filled(member.workspace, name, {"contact": member.user.first_name, "firm": member.workspace.name, **values})
    write(
        member.workspace, key, slug, member.user.email, member.user.name[:200], _cut(words.subject, 280), words.text, about=about,
        link={"kind": "notices", **opens}, button=button_of(name),
    )  # fmt: skip


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
