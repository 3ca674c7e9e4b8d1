"""Numbers: given at issue, in that transaction, gapless in each series and period."""

import re

from django.db import models

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Workspace

DEFAULTS = {
    "invoice": "INV-{year}-{seq:4}",
    "quote": "Q-{year}-{seq:4}",
    "estimate": "EST-{year}-{seq:4}",
    "proposal": "P-{year}-{seq:4}",
    "contract": "C-{year}-{seq:4}",
    "change_order": "CO-{year}-{seq:4}",
    "receipt": "R-{year}-{seq:4}",
    "credit_note": "CN-{year}-{seq:4}",
}
SEQ = re.compile(r"\{seq(?::(\d))?\}")


class NumberSeries(models.Model):
    """How numbers of one kind look. With {year} in the pattern each year starts at 1."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="number_series")
    kind = models.CharField(max_length=20)
    pattern = models.CharField(max_length=60)
    notes = models.TextField(blank=True, help_text="What a new document of this kind begins with")
    terms = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind"], name="series_once")]

    @classmethod
    def of(cls, workspace: Workspace, kind: str) -> "NumberSeries":
        defaults = {"pattern": cls.default_pattern(kind)}
        return cls.objects.get_or_create(workspace=workspace, kind=kind, defaults=defaults)[0]

    @classmethod
    def coming(cls, workspace: Workspace, kind: str, year: int) -> str:
        """The number that would be given next, read without writing anything."""
        known = cls.objects.filter(workspace=workspace, kind=kind).first()
        series = known or cls(workspace=workspace, kind=kind, pattern=cls.default_pattern(kind))
        return series.render(year, series.peek(year) if known else 1)

    @staticmethod
    def default_pattern(kind: str) -> str:
        return DEFAULTS.get(kind, kind.upper() + "-{seq:4}")

    def period(self, year: int) -> int:
        """The period that a year falls into: the year itself, or 0 where numbers never start anew."""
        return year if "{year}" in self.pattern or "{yy}" in self.pattern else 0

    def render(self, year: int, seq: int) -> str:
        text = self.pattern.replace("{year}", str(year)).replace("{yy}", f"{year % 100:02}")
        return SEQ.sub(lambda found: str(seq).zfill(int(found[1] or 1)), text)

    def take(self, year: int, unlocked: int | None = None) -> tuple[int, int, str]:
        """Take the next number: (period, seq, number). The counter row is locked until the transaction ends.

        `unlocked` is a number read before the lock: only the control run of the race test gives it.
        """
        period = self.period(year)
        counter = self._counter(period)
        counter.last = unlocked or counter.last + 1
        counter.save(update_fields=["last"])
        return period, counter.last, self.render(year, counter.last)

    def peek(self, year: int) -> int:
        """The number that would come next, without taking it."""
        counter = self.counters.filter(period=self.period(year)).first()
        return (counter.last if counter else 0) + 1

    def start_at(self, year: int, seq: int) -> None:
        """Let the next number of the period be `seq`; Conflict where that could repeat one."""
        counter = self._counter(self.period(year))
        if seq <= counter.last:
            raise Conflict(f"Numbers up to {counter.last} are taken. Enter {counter.last + 1} or more.", "next_number")
        Skipped.objects.create(series=self, period=counter.period, first=counter.last + 1, last=seq - 1)
        counter.last = seq - 1
        counter.save(update_fields=["last"])

    def change_pattern(self, pattern: str) -> None:
        """Change how numbers look; Invalid where the pattern could repeat or shorten a number."""
        check_pattern(pattern)
        if pattern == self.pattern:
            return
        from ..models import Document

        prefix, used = SEQ.split(pattern)[0], Document.objects.filter(workspace_id=self.workspace_id, kind=self.kind)
        literal = prefix.split("{")[0]
        if used.filter(number__startswith=literal).exclude(number="").exists():
            raise Conflict("Numbers that begin like this are in use. Choose another beginning.", "pattern")
        self.pattern = pattern
        self.save(update_fields=["pattern"])

    def _counter(self, period: int) -> "Counter":
        return Counter.objects.select_for_update().get_or_create(series=self, period=period)[0]


class Counter(models.Model):
    """The last number given in a series and period: a row that is locked, never COUNT or MAX."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="counters")
    period = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "period"], name="counter_once")]


class Skipped(models.Model):
    """Numbers that the firm gave out elsewhere before it came here, so that the gap report stays empty."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="skipped")
    period = models.PositiveIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()


def check_pattern(pattern: str) -> None:
    """Raise Invalid unless the pattern has exactly one {seq} and nothing unknown."""
    if len(SEQ.findall(pattern)) != 1:
        raise Invalid("Put {seq} into the pattern once, or {seq:4} for four digits.", "pattern")
    rest = SEQ.sub("", pattern).replace("{year}", "").replace("{yy}", "")
    if not re.fullmatch(r"[A-Za-z0-9 ./_-]*", rest):
        raise Invalid("Use letters, digits, - / . _ and the placeholders {year}, {yy}, {seq}.", "pattern")
    if re.search(r"\d$", SEQ.split(pattern)[0].replace("{year}", "").replace("{yy}", "")):
        raise Invalid("Put a sign such as - between other digits and {seq}.", "pattern")
