"""The promise of opening items: their numbers run from 1 without a gap or a repeat."""

from collections.abc import Iterator

from clientkeep.foundation.checks import check
from clientkeep.relationship.documents.models import Document, NumberSeries

from .opening import ROLE, SERIES


@check("opening numbers", "numbers of opening items run from 1 without a gap or a repeat")
def opening_numbers_have_no_gap() -> Iterator[str]:
    for series in NumberSeries.objects.filter(kind=SERIES).prefetch_related("counters"):
        last = max((counter.last for counter in series.counters.all()), default=0)
        items = Document.objects.filter(workspace_id=series.workspace_id, role=ROLE)
        numbers = set(items.values_list("number", flat=True))
        missing = next((seq for seq in range(1, last + 1) if series.render(0, seq) not in numbers), None)
        if missing:
            yield f"The opening item {series.render(0, missing)} is missing."
        if len(numbers) != last or items.count() != last:
            yield f"There are {items.count()} opening items, but {last} numbers were given."
