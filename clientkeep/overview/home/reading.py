"""Reading: the rows that Today looks at, each set read once and shared by the list and the week."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from clientkeep.foundation.kept import Kept, Question
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.kinds import KINDS
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Workspace

from .counting import COUNTS, Counted

MOST = 25
WEEK = dt.timedelta(days=7)
_KEPT = Kept()
# What the sources and the week read of a row; reading all its columns would take half of the page's time.
OF_CLIENT = "name", "tier", "stage", "next_step", "next_step_on"
OF_PAPER = (
    "kind", "role", "state", "number", "title", "currency", "issue_date", "due_date", "valid_until", "total_minor",
    "deducted_minor", "balance_minor", "client__name", "client__tier",
)  # fmt: skip


@dataclass
class Reading:
    """What one person sees on one day. At most MOST rows of each kind, the gravest first."""

    acting: Acting
    today: dt.date
    # Filled by gathering.py when the first source asks.
    gathered: dict[str, list[Any]] | None = field(default=None, repr=False)

    @property
    def papers(self) -> Any:
        return Document.objects.visible_to(self.acting).select_related("client").only(*OF_PAPER)

    @property
    def clients(self) -> Any:
        return Client.objects.visible_to(self.acting).current().only(*OF_CLIENT)

    @cached_property
    def overdue(self) -> list[Document]:
        """Invoices whose day has passed, the oldest first."""
        return list(self.papers.overdue(self.today).order_by("due_date", "pk")[:MOST])

    @cached_property
    def due_soon(self) -> list[Document]:
        """Invoices due within a week."""
        span = (self.today, self.today + WEEK)
        return list(self.papers.outstanding().filter(due_date__range=span).order_by("due_date", "pk")[:MOST])

    @cached_property
    def _waiting(self) -> list[Document]:
        """Drafts, and what was sent and has no answer: one query for both, the oldest first."""
        ids = Document.objects.visible_to(self.acting).values("pk")
        drafts = ids.filter(state="draft").order_by("created_at")[:MOST]
        # Each in the order of an index, and each kind by itself: where there are none, none are looked through.
        either = Q(pk__in=drafts)
        for kind in KINDS:
            if kind.answerable:
                either |= Q(pk__in=ids.filter(kind=kind.slug, state="issued").order_by("issue_date", "id")[:MOST])
        held = Event.objects.filter(about_id=OuterRef("pk"), slug="deposit.held").values(because=KT("payload__because"))
        papers = Document.objects.filter(either).select_related("client").only(*OF_PAPER).annotate(held_because=Subquery(held[:1]))
        return list(papers.order_by("created_at"))

    @property
    def open_quotes(self) -> list[Document]:
        """Quotes, proposals and their like that wait for an answer."""
        return [row for row in self._waiting if row.state == "issued"]

    @property
    def drafts(self) -> list[Document]:
        """Drafts."""
        return [row for row in self._waiting if row.is_draft][:MOST]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How much else waits for a person: every registered count (counting.py) in one query."""
        asked = list(COUNTS)
        question = _KEPT.of((self.acting.sight, self.today, *asked), lambda: self._counting(asked))
        return dict(zip((each.name for each in asked), question.put()[0], strict=True))

    def _counting(self, asked: Sequence[Counted]) -> Question:
        columns = {each.name: Coalesce(Subquery(each.rows(self.acting)), 0) for each in asked}
        firm = Workspace.objects.filter(pk=self.acting.workspace.pk).annotate(**columns)
        return Question(firm.values_list(*columns))

    @cached_property
    def _living(self) -> list[Client]:
        """Clients with a step due by the end of the week, and a few living ones without any: one query for both."""
        ids = self.clients.values("pk")
        planned = ids.filter(next_step_on__lte=self.today + WEEK).exclude(next_step="").order_by("next_step_on", "pk")
        idle = ids.filter(next_step="", stage__in=("lead", "proposal", "active")).order_by("-changed_at", "pk")
        rows = self.clients.filter(Q(pk__in=planned[: 2 * MOST]) | Q(pk__in=idle[:5]))
        return list(rows.only(*OF_CLIENT, "changed_at"))

    @cached_property
    def steps(self) -> list[Client]:
        """Clients whose next step is due by the end of the week."""
        planned = [client for client in self._living if client.next_step]
        return sorted(planned, key=lambda client: (client.next_step_on, client.pk))

    @cached_property
    def without_step(self) -> list[Client]:
        """A few living clients for whom nothing is planned, the latest touched first."""
        idle = [client for client in self._living if not client.next_step]
        return sorted(idle, key=lambda client: (-client.changed_at.timestamp(), client.pk))
