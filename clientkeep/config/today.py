"""What the import adds to Today: rows that wait for a choice. Stands here, since the rooms of overview know nothing of one another."""

from django.urls import reverse

from clientkeep.overview.home.counting import count as counts
from clientkeep.overview.home.item import Item, source
from clientkeep.overview.home.reading import Reading
from clientkeep.overview.transfer.models import ImportRow

counts("conflicts", lambda: ImportRow.objects.undecided().filter(whole__state="done"), workspace="whole__workspace")


@source("conflicts", "clients.import")
def import_conflicts(read: Reading) -> list[Item]:
    """All undecided rows as one item."""
    count = read.counts["conflicts"]
    if not count:
        return []
    url = reverse("transfer:imports")
    return [
        Item(
            key=f"conflicts:{count}",
            rank=55,
            sign="git-merge",
            meaning="waiting",
            subject="One row of an import" if count == 1 else f"{count} rows of an import",
            url=url,
            rest="waits for your choice." if count == 1 else "wait for your choice.",
            why="Nothing was done with them yet",
            act="Choose",
            act_url=url,
        )
    ]
