"""The front door: open a file that a person brought, see what it is, ask what must be asked, read its clients."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from .building import Answers, RowValues
from .grouping import read_clients
from .headers import normal_header
from .limits import LIMITS, Limits
from .mapping import Mapping, guess_mapping
from .presets import BY_SLUG, Preset, clear_best
from .record import ImportedClient
from .rows import table_rows
from .source import Table, read_table
from .values.currencies import currency_code
from .values.dates import date_order, date_order_needed
from .values.money import amount, decimal_mark, decimal_mark_needed
from .vcard import CardFile, is_vcard, read_vcards

_LOOKED_AT = 20_000
_OF_OTHER_LISTS = frozenset(
    "invoice invoicenumber invoiceno invoicedate dateissued duedate quotenumber itemname itemcost itemquantity unitamount"
    " hours duration durationh durationdecimal starttime endtime task paymentintentid linetotal".split()
)


@dataclass(frozen=True)
class Question:
    """Asked once per file. `slug` is the Answers field it fills, `examples` the values that raise it."""

    slug: str
    examples: list[str]


@dataclass
class Upload:
    """An opened file. Without a preset (CSV only) the mapping is a proposal to be confirmed by a person."""

    file: Table | CardFile
    preset: Preset | None = None
    mapping: Mapping | None = None
    notices: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "csv" if isinstance(self.file, Table) else "vcard"

    @property
    def row_count(self) -> int:
        """Rows (or cards) to be read: the length of the progress bar."""
        return self.file.row_count

    @property
    def needs_mapping(self) -> bool:
        """True when no tool was recognised, so a person should look at the mapping first."""
        return self.mapping is not None and self.preset is None

    def rows(self) -> Iterator[RowValues]:
        """Rows by field, read anew each time."""
        if isinstance(self.file, Table) and self.mapping is not None:
            return table_rows(self.file, self.mapping)
        return self.file.rows()

    def questions(self) -> list[Question]:
        """What the file leaves open: 'date_order', 'decimal_mark', 'balance_currency'."""
        days, balances = self._values("opening_balance_date"), self._values("opening_balance")
        questions = []
        if date_order_needed(days):
            questions.append(Question("date_order", days[:5]))
        if decimal_mark_needed(balances):
            questions.append(Question("decimal_mark", balances[:5]))
        if balances and (unnamed := self._without_currency()):
            questions.append(Question("balance_currency", unnamed[:5]))
        return questions

    def _without_currency(self) -> list[str]:
        found = []
        for row in islice(self.rows(), _LOOKED_AT):
            text = row.whole("opening_balance")
            owed = amount(text, ".").value or amount(text, ",").value
            if owed and owed.value and not owed.currency and not currency_code(row.whole("currency")).value:
                found.append(text)
        return found

    def clients(self, answers: Answers | None = None) -> Iterator[ImportedClient]:
        """Every client of the file, lean: rows are read as they are needed. Marks that the file proves are used."""
        return read_clients(self.rows, self._settled(answers or Answers()))

    def _settled(self, answers: Answers) -> Answers:
        return Answers(
            answers.date_order or date_order(self._values("opening_balance_date")),
            answers.decimal_mark or decimal_mark(self._values("opening_balance")) or "",
            answers.balance_currency,
        )

    def _values(self, slug: str) -> list[str]:
        """The first values of a field that no more than one column feeds, without reading the other fields."""
        if self.mapping is None or not isinstance(self.file, Table):
            return []
        return [value for column in self.mapping.columns_of(slug) for value in self.file.column(column.index)]


def _other_list(table: Table) -> list[str]:
    """A warning for invoices, times or payments: their rows would make clients of bills."""
    found = [header for header in table.headers if normal_header(header) in _OF_OTHER_LISTS]
    if len(found) < 2:
        return []
    return [f"This looks like a list of something else than clients ({', '.join(found[:3])})."]


def open_upload(
    data: bytes,
    *,
    mapping: Mapping | None = None,
    preset: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    limits: Limits = LIMITS,
) -> Upload:
    """Open CSV or vCard bytes. `mapping` (from the screen) or `preset` (a slug) overrule what is recognised.

    Raises UnreadableFile; KeyError for a preset that does not exist.
    """
    if is_vcard(data):
        return Upload(cards := read_vcards(data, limits), notices=cards.notices)
    table = read_table(data, encoding=encoding, delimiter=delimiter, header_row=header_row, limits=limits)
    known = BY_SLUG[preset] if preset else clear_best(table.headers)
    if mapping is None:
        mapping = known.mapping(table.headers) if known else guess_mapping(table.headers)
    return Upload(table, known, mapping, table.notices + ([] if known else _other_list(table)))
