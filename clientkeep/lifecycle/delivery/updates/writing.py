"""What a person does to a draft: change its words, choose who gets it, begin again from the record, put it away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Actor

from . import events
from .recipients import hindrance

if TYPE_CHECKING:
    from .model import StatusUpdate


class UpdateWriting:
    """Verbs of StatusUpdate; each takes the version that was read, where somebody may have changed it meanwhile."""

    def write(
        self: "StatusUpdate", by: Actor, *, subject: str, text: str, to: Sequence[Contact], version: int | None = None
    ) -> None:
        """Change the words, or who gets them. Words of a person stay as they are: the record is not put over them.

        Raises Invalid for no words or somebody who gets none, Conflict where it was sent, dropped or changed meanwhile.
        """
        with transaction.atomic():
            self.hold(version)
            _check(self, to)
            people = {person.pk for person in to}
            is_other = self.take(subject, text)
            if is_other:
                self.edited_at, self.edited_by = clock.now(), by.name
            if is_other or people != set(self.to.values_list("pk", flat=True)):
                self.to.set(people)
                self.version += 1
                self.save(update_fields=["subject", "text", "edited_at", "edited_by", "version"])

    def draft_anew(self: "StatusUpdate") -> None:
        """Put the words of the record in place of those of a person. Conflict where it was sent or dropped."""
        from .drafting import drawn

        with transaction.atomic():
            self.hold()
            self.edited_at, self.edited_by = None, ""
            drawn(self)
            self.version += 1
            self.save(update_fields=["subject", "text", "has_news", "told_until", "edited_at", "edited_by", "version"])

    def drop(self: "StatusUpdate", by: Actor) -> None:
        """Put the draft away: its period gets no other one by itself. Conflict where it was sent or dropped."""
        with transaction.atomic():
            self.hold()
            self._set(state="dropped", dropped_at=clock.now())
            self._announce(events.UpdateDropped, by)


def _check(update: "StatusUpdate", to: Sequence[Contact]) -> None:
    for person in to:
        if person.client_id != update.client_id:
            raise Invalid("Choose contacts of this client.", "to")
        if reason := hindrance(person):
            raise Invalid(reason, "to")
