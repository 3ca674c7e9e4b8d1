"""A draft as it would stand if it were saved now: figures and paper, with nothing written."""

from typing import Any

from clientkeep.foundation.errors import Invalid

from ..drafting import make_lines, take_fields
from ..kinds import KINDS
from ..printing import totals_of
from ..wording import Figures
from .form import EditorForm


def unsaved(workspace: Any, kind: str, values: dict[str, Any], client: Any = None, role: str = "") -> Any:
    """Return an unsaved document with its figures. Raises Invalid as Document.draft would."""
    document = KINDS[kind].model(
        workspace=workspace, kind=kind, role=role, issue_date=workspace.today(), tax_rounding=workspace.tax_rounding
    )
    if client is not None:
        document.client = client
    values = dict(values)
    lines = values.pop("lines", [])
    take_fields(document, {name: value for name, value in values.items() if value is not None or name != "issue_date"})
    document.count(make_lines(document, lines))
    return document


def count_rows(form: EditorForm, deducted: Any = None) -> list[Any]:
    """Fill each row's amount and return the rows of the totals, from what can be read of the form so far."""
    form.read()
    filled = [row for row in form.rows if not row.is_blank]
    good = [row for row in filled if not row.errors]
    values = EditorForm(form.workspace, form.kind.slug, form.head, good, form.inclusive)
    read = {**values._read_sums(), "prices_include_tax": form.inclusive}
    read["lines"] = [line for line in (values._read_row(n, row) for n, row in enumerate(values.rows)) if line]
    try:
        document = unsaved(form.workspace, form.kind.slug, {**read, "currency": form.cells.currency})
    except Invalid as refusal:
        form.take_refusal(refusal)
        return []
    if deducted is not None:
        document.role, document.deducted_minor = deducted.role, deducted.deducted_minor
        document._prefetched_objects_cache["deductions"] = list(deducted.deductions.select_related("deposit"))
    figures = Figures(document)
    for row, line in zip(good, document.lines.all(), strict=True):
        row.amount = "" if line.unit_price is None else figures.money(line.amount_minor)
    return totals_of(document, figures)
