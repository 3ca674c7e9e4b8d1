"""Drafts that wait to be checked and sent, and issued papers that nobody sent."""

from clientkeep.foundation.ui.figures import write_money
from clientkeep.foundation.ui.reading import reading
from clientkeep.relationship.documents.models import Document

from ..item import Item, lifted, link_to, source
from ..reading import Reading


@source("drafts", "documents.issue")
def drafts_to_send(read: Reading) -> list[Item]:
    """The oldest drafts."""
    return [_item(draft) for draft in read.drafts]


def _item(draft: Document) -> Item:
    reader = reading()
    held = draft.held_because
    label, total = draft.label.lower(), write_money(draft.payable.minor, draft.currency, reader.locale, reader.currency)
    over = f" over {total}" if draft.payable.minor or not draft.is_signed else ""
    return Item(
        key=f"draft:{draft.pk}",
        rank=lifted(45 if held else 60, draft.client),
        sign="circle-alert" if held else "pen-line",
        meaning="late" if held else "",
        subject=draft.client.name,
        url=link_to("clients:detail", draft.client_id),
        rest=f"has {'an' if label[0] in 'aeiou' else 'a'} {label}{over} {'that could not leave by itself' if held else 'ready to send'}.",
        why=held or draft.title,
        act="Check and ask for signatures" if draft.is_signed else "Check and send",
        act_url=link_to("signing:signing" if draft.is_signed else "documents:sending", draft.pk),
    )
