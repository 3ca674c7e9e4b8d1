"""Letters leave in jobs; a sweep each minute finds what a lost job left behind."""

import datetime as dt
import uuid

from clientkeep.foundation import clock
from clientkeep.workspace.files.storage import KEEPERS
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from .handover import hand_over, settle_interrupted
from .models import Letter

AT_ONCE = 300
CODE_LIFE = dt.timedelta(minutes=30)


@task
def hand_over_letter(letter_id: str) -> None:
    """Hand one letter to the mail server."""
    hand_over(letter_id)


def plan_handing_over(letter: Letter) -> None:
    """Enqueue the letter's job in the caller's transaction, for its firm's share of the workers."""
    with fair_share(letter.workspace_id):
        enqueue_once(hand_over_letter, f"letter:{letter.pk}", str(letter.pk))


@every("* * * * *")
def hand_over_what_is_due() -> None:
    """Sweep: settle what was interrupted, then hand over what is ready and due."""
    settle_interrupted()
    now = clock.now()
    due = Letter.objects.due(now).order_by("next_try_at")
    for letter in due[:AT_ONCE]:
        plan_handing_over(letter)


@every("*/5 * * * *")
def drop_stale_codes() -> None:
    """A sign-in letter that was held or put off longer than its code lives is of no use to anybody."""
    stale = Letter.objects.filter(purpose="sign_in", state__in=("held", "ready"))
    for letter in stale.filter(created_at__lt=clock.now() - CODE_LIFE).select_related("workspace"):
        letter.move("dropped", error="It was held longer than its code lives.")


def files_of_open_letters(ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these files a letter still needs that has not left for good."""
    closed = ("sent", "dropped")
    linked = Letter.files.through.objects.filter(storedfile_id__in=ids).exclude(letter__state__in=closed)
    return set(linked.values_list("storedfile_id", flat=True))


KEEPERS.add("letters", files_of_open_letters)
