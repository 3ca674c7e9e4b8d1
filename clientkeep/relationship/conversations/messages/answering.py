"""Whether a machine of ours may answer in a thread: never a machine, and at most five times an hour (RFC 3834)."""

import datetime as dt

from clientkeep.foundation import clock

from .model import Message, Thread

MOST_AN_HOUR = 5


def may_answer_by_itself(thread: Thread, message: Message | None = None) -> bool:
    """Tell whether an automatic answer may go into a thread now, to `message` where it answers one.

    Two programs that answer each other would never end: what a machine wrote is not answered, and whatever else is
    written, five automatic letters an hour are the most of one thread. Ask inside the transaction that writes the answer.
    """
    if message and (message.automatic or message.direction == "out"):
        return False
    Thread.objects.select_for_update().filter(pk=thread.pk).first()
    since = clock.now() - dt.timedelta(hours=1)
    ours = Message.objects.filter(thread=thread, direction="out", automatic=True, created_at__gt=since)
    return ours.count() < MOST_AN_HOUR
