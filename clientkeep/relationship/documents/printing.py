"""From a document to its paper: the one place where a document's words and figures are put together.

The page, the mail and the PDF all show this paper.
"""

import datetime as dt
from typing import Any

from clientkeep.foundation import clock

from . import freezing
from .pdf.paper import Fact, Mark, Paper, PaperLine, Party, Total, Words
from .wording import Figures, long_day, percent, quantity_words

BUYER_WORD = {
    "quote": "For", "estimate": "For", "proposal": "For", "contract": "With", "change_order": "For", "receipt": "Received from", "credit_note": "Credited to",
}  # fmt: skip


def paper_of(document: Any, logo: bytes | None = None, state: Mark | None = None) -> Paper:
    """Return the paper of a document: an issued one as frozen, a draft as the records stand now."""
    seller = document.seller or freezing.party_of_firm(document.workspace)
    buyer = document.buyer or freezing.party_of_client(document.client)
    figures = Figures(document)
    paper = Paper(
        kind_label=document.label,
        number=document.number,
        title=document.title,
        headline=_headline(document, figures),
        seller=_seller(seller),
        buyer=Party(buyer["name"], tuple(_address(buyer, seller)), buyer.get("tax_id", "")),
        created=document.issued_at or clock.now(),
        locale=figures.locale,
        accent=seller["accent"],
        logo=logo,
        facts=tuple(_facts(document, figures)),
        lines=tuple(lines_of(document, figures)),
        totals=tuple(totals_of(document, figures)),
        notes="\n\n".join(text for text in (document.notes, document.terms) if text),
        payment_lines=tuple(_payment(document, seller)),
        payment_qr=_bank_code(document, seller),
        footer_lines=tuple(line for line in seller.get("footer", "").splitlines() if line.strip()),
        state=state or (Mark("Draft", "waiting") if document.is_draft else None),
        size="a4" if seller.get("paper_size") == "a4" else "us-letter",
        words=Words(buyer=BUYER_WORD.get(document.kind, "Billed to")),
    )
    return document.on_paper(paper)


def _seller(seller: dict[str, Any]) -> Party:
    reach = [seller.get("email", ""), seller.get("phone", ""), seller.get("website", "")]
    return Party(seller["name"], (*seller["address"], *(line for line in reach if line)), seller.get("tax_id", ""))


def _address(buyer: dict[str, Any], seller: dict[str, Any]) -> list[str]:
    lines = list(buyer["address"])
    if buyer["country"] and buyer["country"] != seller["country"]:
        lines.append(country_name(buyer["country"]))
    return lines


def country_name(code: str) -> str:
    """The English name of an ISO 3166 alpha-2 code, or the code itself."""
    from babel import Locale

    return Locale("en").territories.get(code, code)


def _headline(document: Any, figures: Figures) -> str:
    if document.kind == "invoice" and document.due_date:
        return f"{figures.money(document.payable.minor)} due {long_day(document.due_date, figures.locale)}"
    if document.kind_row.expires and document.valid_until:
        return f"{figures.money(document.total_minor)}, valid until {long_day(document.valid_until, figures.locale)}"
    return figures.money(document.payable.minor)


def _facts(document: Any, figures: Figures) -> list[Fact]:
    facts = [Fact("Date", long_day(document.issue_date, figures.locale))]
    if document.due_date:
        facts.append(Fact("Due", long_day(document.due_date, figures.locale), strong=True))
    if document.valid_until:
        facts.append(Fact(document.kind_row.until, long_day(document.valid_until, figures.locale), strong=True))
    if document.reference:
        facts.append(Fact("Reference", document.reference))
    if document.source_id and document.source.number:
        facts.append(Fact("For", f"{document.source.label} {document.source.number}"))
    if document.kind == "receipt" and document.payment:
        facts += _paid_facts(document.payment, figures.locale)
    return facts


def _paid_facts(payment: dict[str, Any], locale: str) -> list[Fact]:
    facts = []
    if payment.get("date"):
        facts.append(Fact("Paid on", long_day(dt.date.fromisoformat(payment["date"]), locale)))
    if payment.get("method"):
        facts.append(Fact("Paid by", payment["method"].replace("_", " ")))
    return facts


def lines_of(document: Any, figures: Figures) -> list[PaperLine]:
    """The table's rows of a document, saved or not."""
    several = len({tuple(tax["name"] for tax in line.taxes) for line in document.lines.all()}) > 1
    return [
        PaperLine(
            description=line.description,
            quantity=quantity_words(line, figures),
            unit_price=figures.price(line.unit_price) if line.unit or line.quantity != 1 else "",
            discount=f"−{percent(line.discount_percent)}" if line.discount_percent else "",
            tax=", ".join(f"{tax['name']} {percent(tax['percent'])}" for tax in line.taxes) if several else "",
            amount="" if line.unit_price is None else figures.money(line.amount_minor),
        )
        for line in document.lines.all()
    ]


def totals_of(document: Any, figures: Figures) -> list[Total]:
    money, rows = figures.money, []
    if document.discount_total_minor or document.tax_sums:
        rows.append(Total("Subtotal", money(document.subtotal_minor)))
    if document.discount_total_minor:
        off = f" {percent(document.discount_percent)}" if document.discount_percent is not None else ""
        rows.append(Total(f"Discount{off}", money(-document.discount_total_minor)))
    for name, rate, _, amount in document.tax_sums:
        included = " included" if document.prices_include_tax else ""
        rows.append(Total(f"{name} {percent(rate)}{included}", money(amount)))
    if document.deducted_minor:
        rows.append(Total("Total", money(document.total_minor)))
        rows += [Total(f"Less {row.deposit}", money(-row.amount_minor)) for row in document.deductions.all()]
    rows.append(Total(_total_word(document), money(document.payable.minor), strong=True))
    if document.deposit_due and document.kind_row.answerable:
        share = f" ({percent(document.deposit_percent)})" if document.deposit_percent else ""
        rows.append(Total(f"Deposit up front{share}", money(document.deposit_due.minor)))
    return rows


def _total_word(document: Any) -> str:
    words = {"invoice": "Amount due", "receipt": "Paid", "credit_note": "Credit"}
    return words.get(document.kind, "Total")


def _payment(document: Any, seller: dict[str, Any]) -> list[tuple[str, str]]:
    if document.kind != "invoice" or not document.payable.minor:
        return []
    rows = [("", line) for line in seller.get("bank_details", "").splitlines() if line.strip()]
    rows += [(label, seller[key]) for label, key in (("IBAN", "iban"), ("BIC", "bic")) if seller.get(key)]
    if rows and document.number:
        rows.append(("Reference", document.number))
    return rows


def _bank_code(document: Any, seller: dict[str, Any]) -> bytes | None:
    """The EPC069-12 code that banking apps read: euro transfers to an IBAN only."""
    if document.kind != "invoice" or document.currency != "EUR" or not seller.get("iban") or not document.number:
        return None
    import io

    import segno

    rows = ["BCD", "002", "1", "SCT", seller.get("bic", ""), seller["name"][:70], seller["iban"].replace(" ", "")]
    rows += [f"EUR{document.payable}", "", "", document.number[:140]]
    picture = io.BytesIO()
    segno.make("\n".join(rows), error="m", micro=False).save(picture, kind="png", scale=6, border=0)
    return picture.getvalue()
