"""The journal of the firm that is measured: events chained as record() chains them, written in bulk."""

import datetime as dt
from typing import Any

from clientkeep.foundation.ids import new_id
from clientkeep.workspace.journal.models import Event, Head
from clientkeep.workspace.journal.recording import commitment_of, digest_of
from clientkeep.workspace.members.models import Member

from .bulk import Rows

SALT = "0" * 32


class History:
    """Adds events to the end of one firm's chain; `close` writes where the chain stands."""

    def __init__(self, owner: Member) -> None:
        self.workspace_id = owner.workspace_id
        self.event = Event(
            workspace_id=owner.workspace_id, seq=0, actor_kind="member", actor_id=owner.pk, actor_name=str(owner), salt=SALT
        )  # fmt: skip
        self.rows, self.last = Rows(self.event), ""

    def add(self, kind: Any, at: dt.datetime, client_id: Any, about_type: str, about_id: Any, payload: dict) -> None:
        event = self.event
        event.seq += 1
        event.slug, event.client_id, event.about_id = kind.slug, client_id, about_id
        event.happened_at, event.payload = at, payload
        commitment = commitment_of(event)
        event.commitment = commitment
        self.last = digest_of(event, self.last)
        self.rows.add(
            id=new_id(), seq=event.seq, slug=kind.slug, group=kind.group, client_id=client_id, about_type=about_type,
            about_id=about_id, happened_at=at, recorded_at=at, payload=payload, commitment=commitment, digest=self.last,
        )  # fmt: skip

    def close(self) -> None:
        """Leave the chain as record() finds it."""
        self.rows.write()
        Head.objects.update_or_create(
            workspace_id=self.workspace_id, defaults={"seq": self.event.seq, "digest": self.last}
        )  # fmt: skip
