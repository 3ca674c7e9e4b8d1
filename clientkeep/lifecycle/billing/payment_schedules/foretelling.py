"""What follows for the payments if the client accepts a change order: told before the answer, by the rules that act after it."""

from clientkeep.lifecycle.agreements.scope.following import FOLLOWS
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures

from . import rules
from .following import gap_minor, is_taxed_alike, to_credit
from .price import price_minor
from .standing import asked_minor, parts_of


def what_follows(change: Document) -> str:
    """Sentences for the paper; nothing where no payment moves."""
    agreement, figures = change.source, Figures(change)
    out = {item.item for item in change.change_items.all() if item.act == "out"}
    old = parts_of(agreement)
    by = price_minor(agreement, out) + change.total_minor - sum(part.amount_minor for part in old)
    new = rules.moved(old, asked_minor(agreement), by, change.title, "")
    said = [_said(old[place] if place < len(old) else None, part, figures) for place, part in enumerate(new)]
    alike = is_taxed_alike(agreement, change)
    added = min(max(gap_minor(agreement, out, change.total_minor), 0), change.total_minor) if alike else change.total_minor
    if credit := sum(amount for _, amount in to_credit(agreement, out, change.total_minor if alike else 0)):
        said.append(f"What is taken out was invoiced: a credit note over {figures.money(credit)}.")
    if added:
        less = "" if added == change.total_minor else ", less what is taken out and was invoiced,"
        said.append(f"What is added{less} gets an invoice of its own over {figures.money(added)}; it counts towards these payments.")
    elif change.total_minor and not credit:
        said.append("What is added is paid for by what is taken out: nothing is invoiced.")
    return " ".join(filter(None, said))


def _said(old: rules.Part | None, new: rules.Part, figures: Figures) -> str:
    if old is None:
        return f"A further payment of {figures.money(new.amount_minor)}."
    if new.amount_minor == old.amount_minor:
        return ""
    if not new.amount_minor:
        return f"The payment “{old.what}” of {figures.money(old.amount_minor)} falls away."
    return f"The payment “{old.what}” of {figures.money(old.amount_minor)} becomes {figures.money(new.amount_minor)}."


FOLLOWS.add("payments", what_follows)
