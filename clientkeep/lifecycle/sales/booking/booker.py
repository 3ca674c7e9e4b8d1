"""Booker: who books, as they say it of themselves. Nothing of it is proved, so nothing is shown to them that it would open."""

from dataclasses import dataclass, field
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.tidying import tidy_email

from .meeting_type import MeetingType
from .tidying import in_one_line, of_lines
from .zones import is_zone

LONGEST_ANSWER = 2_000


@dataclass(frozen=True)
class Booker:
    """Name, address and answers, tidied."""

    name: str
    email: str
    zone: str
    phone: str = ""
    answers: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, kind: MeetingType, name: str, email: str, zone: str, phone: str = "", answers: list[str] | None = None) -> "Booker":
        """Read what was typed. Raises Invalid with `name`, `email`, `phone`, `zone` or `answers`."""
        name, email = in_one_line("name", name, 200), tidy_email(in_one_line("email", email, 254))
        if not name:
            raise Invalid("Write your name.", "name")
        if not email:
            raise Invalid("Write your e-mail address: the confirmation goes there.", "email")
        phone = in_one_line("phone", phone, 60)
        if kind.place_kind == "phone" and sum(sign.isdigit() for sign in phone) < 5:
            raise Invalid("Write the number that we call.", "phone")
        if not is_zone(zone):
            raise Invalid("Choose a time zone.", "zone")
        given = list(answers or [])
        if len(given) > len(kind.questions):
            raise Invalid("There are fewer questions than answers.", "answers")
        said = [of_lines("answers", text, LONGEST_ANSWER) for text in given]
        pairs = [{"question": asked, "answer": answer} for asked, answer in zip(kind.questions, said, strict=False) if answer]
        return cls(name, email, zone, phone, pairs)

    def values(self) -> dict[str, Any]:
        return {"name": self.name, "email": self.email, "zone": self.zone, "phone": self.phone, "answers": self.answers}

    def on_record(self, workspace_id: Any) -> Contact | None:
        """The contact of a current client who has this address, where the firm knows one; of several the newest."""
        known = Contact.objects.current().filter(workspace_id=workspace_id, client__archived_at=None, email__iexact=self.email)
        return known.select_related("client").order_by("-pk").first()
