"""What the database itself forbids, on both engines: changing or removing what was issued.

Laid anew after each migrate, since SQLite drops a table's triggers when it rebuilds the table.
"""

from clientkeep.foundation.triggers import Guard, changed

FROZEN = (
    "workspace_id client_id kind role number period seq title currency issue_date due_date valid_until reference notes "
    "terms prices_include_tax tax_rounding discount_percent discount_minor deposit_percent deposit_minor subtotal_minor "
    "discount_total_minor tax_sums tax_total_minor total_minor deducted_minor seller buyer digest issued_at created_at"
).split()
SAYS = "An issued document never changes"


def _left_draft(row: str) -> str:
    return f"(SELECT state FROM documents_document WHERE id = {row}.document_id) <> 'draft'"  # noqa: S608  a fixed row name


GUARDS = [
    Guard("issued_document_kept", "documents_document", "UPDATE", f"OLD.state <> 'draft' AND {changed(FROZEN)}", SAYS),
    Guard("issued_document_stays", "documents_document", "DELETE", "OLD.state <> 'draft'", SAYS),
    Guard("issued_back_to_draft", "documents_document", "UPDATE", "OLD.state <> 'draft' AND NEW.state = 'draft'", SAYS),
    Guard(
        "pdf_made_once", "documents_document", "UPDATE", "OLD.pdf_file IS NOT NULL AND " + changed(["pdf_file"]), SAYS
    ),
    Guard("issued_line_added", "documents_line", "INSERT", _left_draft("NEW"), SAYS),
    Guard("issued_line_kept", "documents_line", "UPDATE", _left_draft("OLD"), SAYS),
    Guard("issued_line_stays", "documents_line", "DELETE", _left_draft("OLD"), SAYS),
    Guard("issued_deduction_added", "documents_deduction", "INSERT", _left_draft("NEW"), SAYS),
    Guard(
        "issued_deduction_kept",
        "documents_deduction",
        "UPDATE",
        f"{_left_draft('OLD')} AND {changed(['document_id', 'deposit_id', 'amount_minor', 'tax_minor'])}",
        SAYS,
    ),
    Guard("issued_deduction_stays", "documents_deduction", "DELETE", _left_draft("OLD"), SAYS),
]
