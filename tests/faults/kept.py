"""What of mails, letters, recaps and surveys is in the database, read once for one examination."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from clientkeep.lifecycle.retention.models import Case, Survey
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Arrival, LogEntry, Message, RawMail, Recap
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .journal import Act
from .pages import agreed

TOLD = (
    "message.received", "message.written", "recap.sent", "recap.confirmed", "survey.sent", "survey.answered", "survey.changed",
)  # fmt: skip


class Kept:
    """Rows by the tokens that the driver chose, never by the keys with which the product keeps them apart."""

    def __init__(self, letters: list[Letter]) -> None:
        self.messages, self.letters, self.talks = defaultdict(list), defaultdict(list), Counter()
        self.recaps, self.surveys, self.tray = defaultdict(list), defaultdict(list), Counter()
        for message in Message.objects.defer("html", "whole"):
            self.messages[message.subject].append(message)
        for letter in letters:
            self.letters[letter.subject, letter.to_email].append(letter)
        self.talks.update(LogEntry.objects.filter(kind="call").values_list("text", flat=True))
        for recap in Recap.objects.all():
            self.recaps[recap.subject].append(recap)
        for survey in Survey.objects.all():
            self.surveys[str(survey.contact_id)].append(survey)
        self.tray.update(Arrival.objects.filter(state="tray").values_list("subject", flat=True))
        self.aside = [zlib.decompress(kept.content) for kept in RawMail.objects.filter(arrival__state="aside")]
        self.cases = Counter(Case.objects.filter(cause_type="survey").values_list("cause_id", flat=True))
        self.told = Counter(Event.objects.filter(slug__in=TOLD).values_list("slug", "about_id"))

    def of(self, act: Act) -> tuple[int, str]:
        """Return how many times an act is there, and what is odd about it (an empty text where nothing is)."""
        return getattr(self, f"_{act.kind}")(act.what)

    def asked_by_rule(self) -> Iterator[tuple[str, int]]:
        """Clients of tier A, and how often each was asked."""
        times = Counter(survey.client_id for surveys in self.surveys.values() for survey in surveys)
        for pk, name in Client.objects.filter(tier="a").values_list("pk", "name"):
            yield name, times[pk]

    def _mail(self, what: dict[str, Any]) -> tuple[int, str]:
        token, filed = what["token"], self.messages[what["token"]]
        if what["sort"] != "known":
            times = self.tray[token] if what["sort"] == "stranger" else sum(token.encode() in raw for raw in self.aside)
            return times, "it was filed with a client" if filed else ""
        odd = "it lies in the tray too" if self.tray[token] else ""
        for message in filed:
            if (str(message.client_id), message.text, message.direction) != (what["client"], f"Words of {token}", "in"):
                odd = f"it was filed {message.direction} with {message.client_id} as {message.text!r}"
            odd = odd or self._untold("message.received", message.pk)
        return len(filed), odd

    def _letter(self, what: dict[str, Any]) -> tuple[int, str]:
        rows = self.messages[what["token"]]
        odd = self._lettered(what["token"], what["email"], len(rows))
        return len(rows), odd or (self._untold("message.written", rows[0].pk) if rows else "")

    def _talk(self, what: dict[str, Any]) -> tuple[int, str]:
        return self.talks[f"We spoke of {what['token']}"], ""

    def _recap(self, what: dict[str, Any]) -> tuple[int, str]:
        rows = self.recaps[what["token"]]
        return len(rows), next((f"it says {row.text!r}" for row in rows if row.text != agreed(what["token"])), "")

    def _dispatch(self, what: dict[str, Any]) -> tuple[int, str]:
        rows = [row for row in self.recaps[what["token"]] if row.state in ("sent", "confirmed")]
        odd = self._lettered(what["token"], what["email"], len(rows))
        return len(rows), odd or (self._untold("recap.sent", rows[0].pk) if rows else "")

    def _confirm(self, what: dict[str, Any]) -> tuple[int, str]:
        rows = [row for row in self.recaps[what["token"]] if row.state == "confirmed"]
        for row in rows:
            if row.digest != what["digest"] or not row.is_intact or str(row.confirming_contact_id) != what["contact"]:
                return len(rows), f"its hash {row.digest} is not of what {what['contact']} confirmed"
        return len(rows), self._untold("recap.confirmed", rows[0].pk) if rows else ""

    def _ask(self, what: dict[str, Any]) -> tuple[int, str]:
        rows = self.surveys[what["contact"]]
        odd = self._lettered(f"How was {what['token']}?", what["email"], len(rows))
        return len(rows), odd or (self._untold("survey.sent", rows[0].pk) if rows else "")

    def _answer(self, what: dict[str, Any]) -> tuple[int, str]:
        rows = [row for row in self.surveys[what["contact"]] if row.state == "answered"]
        if not rows:
            return 0, ""
        row = rows[0]
        if (row.score, row.comment) != (what["score"], what["token"]):
            return len(rows), f"it is kept as {row.score}, {row.comment!r}"
        if self.cases[row.pk] != int(row.is_low):
            return len(rows), f"{self.cases[row.pk]} cases were opened by the answer {row.score}"
        return len(rows), self._untold("survey.answered", row.pk) or ("the journal tells a change" if self.told["survey.changed", row.pk] else "")

    def _lettered(self, subject: str, email: str, times: int) -> str:
        """One letter for each time that the thing is there: written with it, or neither is."""
        count = len(self.letters[subject, email])
        return "" if count == times else f"{email} has {count} letters about it"

    def _untold(self, slug: str, about: Any) -> str:
        times = self.told[slug, about]
        return "" if times == 1 else f"the journal tells it {times} times"
