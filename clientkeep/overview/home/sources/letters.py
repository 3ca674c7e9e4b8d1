"""Letters that failed, may not have arrived, or wait for a choice."""

from clientkeep.workspace.mail.outbox import letters_needing_a_person

from ..item import Item, link_to, source
from ..reading import MOST, Reading

SAID = {
    "failed": ("was not sent.", "octagon-x", "broken", 10),
    "unknown": ("may not have arrived.", "mail-question-mark", "broken", 12),
    "bounced": ("came back.", "octagon-x", "broken", 11),
    "held": ("waits in the outbox.", "mail", "waiting", 30),
}


SHOWN = "state", "subject", "to_name", "to_email", "error"


@source("letters", "outbox.decide")
def letters(read: Reading) -> list[Item]:
    """The oldest such letters."""
    rows = letters_needing_a_person(read.acting.workspace).order_by("created_at").only(*SHOWN)[:MOST]
    return [_item(letter) for letter in rows if letter.state in SAID]


def _item(letter) -> Item:
    rest, sign, meaning, rank = SAID[letter.state]
    url = link_to("mail:letter", letter.pk)
    return Item(
        key=f"letter:{letter.pk}:{letter.state}",
        rank=rank,
        sign=sign,
        meaning=meaning,
        subject=f"“{letter.subject}” to {letter.to_name or letter.to_email}",
        url=url,
        rest=rest,
        why=letter.error,
        act="Decide",
        act_url=url,
    )
