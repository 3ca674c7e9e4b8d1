"""Writing in the guide while people talk: one answer at a time or many, beside others who do the same."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.members.acting import Actor

from ..opportunities.model import Opportunity
from . import events, rules
from .note import GuideNote, texts_of
from .prompt import Prompt


def write(opportunity: Opportunity, by: Actor, said: Mapping[Prompt, str], seen: Mapping[Prompt, str] | None = None) -> dict[Prompt, str]:
    """Keep what was said; an empty answer takes the one before away, what is not said stays.

    `seen`: what stood there when it was written. Where somebody else wrote meanwhile, theirs is kept, and returned by its question;
    everything else is saved. The timeline tells one writing of each person in an hour. Raises Invalid, its field the question's id.
    """
    with transaction.atomic():
        standing = Prompt.keep_ready(opportunity.workspace)
        Opportunity.objects.select_for_update().get(pk=opportunity.pk)
        kept = {prompt: _tidied(prompt, text, standing) for prompt, text in said.items()}
        before, theirs, changed = texts_of(opportunity), {}, {}
        for prompt, text in kept.items():
            now = before.get(prompt.pk, "")
            shown = now if seen is None else _plain(prompt, seen.get(prompt, ""), 2 * rules.LONGEST_ANSWER)
            if text in (shown, now):
                continue
            (changed if shown == now else theirs)[prompt] = text if shown == now else now
        is_new = changed and not _wrote_lately(opportunity, by)
        for prompt, text in changed.items():
            _keep(opportunity, prompt, text, by)
        if is_new:
            opportunity.tell(events.GuideWritten, by)
    return theirs


def _lines(text: str) -> str:
    # Browsers send line ends of their own.
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _tidied(prompt: Prompt, text: str, standing: list[Prompt]) -> str:
    if prompt not in standing:
        raise Invalid("This is asked no more.", str(prompt.pk))
    return _plain(prompt, text, rules.LONGEST_ANSWER)


def _plain(prompt: Prompt, text: str, most: int) -> str:
    return tidy_text(str(prompt.pk), _lines(text), most)


def _wrote_lately(opportunity: Opportunity, by: Actor) -> bool:
    since = clock.now() - dt.timedelta(minutes=rules.ONE_SITTING)
    return GuideNote.objects.filter(opportunity=opportunity, written_by=by.name[:200], written_at__gte=since).exists()


def _keep(opportunity: Opportunity, prompt: Prompt, text: str, by: Actor) -> None:
    rows = GuideNote.objects.filter(opportunity=opportunity, prompt=prompt)
    if not text:
        rows.delete()
    elif not rows.update(text=text, written_at=clock.now(), written_by=by.name[:200]):
        GuideNote.objects.create(workspace=opportunity.workspace, opportunity=opportunity, prompt=prompt, text=text, written_by=by.name[:200])
