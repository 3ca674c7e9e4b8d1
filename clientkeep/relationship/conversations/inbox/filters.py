"""Which threads the inbox shows, as its address says it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.words import fold
from clientkeep.workspace.members.acting import Acting

SHOWS = {"waiting": "Waiting on you", "mine": "Your clients", "all": "All"}
LONGEST = 100


@dataclass(frozen=True)
class Filters:
    """`show` is a key of SHOWS; `q` what is looked for in subjects and among clients."""

    show: str = "waiting"
    q: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """Read an address; what is unknown in it counts for nothing."""
        show = query.get("show", "waiting")
        return cls(show if show in SHOWS else "waiting", " ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST])

    @property
    def by_wait(self) -> bool:
        """Whether the longest wait stands first; else the newest message."""
        return self.show == "waiting"

    def narrow(self, threads: QuerySet, acting: Acting) -> QuerySet:
        """Keep the threads that fit."""
        if self.by_wait:
            threads = threads.filter(waits_since__isnull=False)
        if self.show == "mine":
            threads = threads.filter(client__in=Client.objects.filter(workspace=acting.workspace, owner=acting.member))
        return threads.filter(self._fits()) if self.q else threads

    def _fits(self) -> Q:
        among_clients: dict[str, Any] = {"client__words__contains": fold(self.q)}
        return Q(subject__icontains=self.q) | Q(**among_clients)
