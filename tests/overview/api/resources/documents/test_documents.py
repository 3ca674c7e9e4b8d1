"""Documents by program: written, counted, issued, sent, answered, taken back."""

import pytest

from clientkeep.overview.api.resources.documents.shapes import DocumentOut, DocumentsOut, SentOut
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.mail.models import Letter

LINES = [
    {"description": "Brand identity", "unit_price": "2400.00"},
    {"description": "Revisions", "quantity": "3", "unit": "hour", "unit_price": 80, "taxes": [{"name": "VAT", "percent": "20"}]},
]


def new(cast, **more):
    return {"kind": "invoice", "client_id": str(cast.acme.pk), "lines": LINES, **more}


def test_a_draft_is_written_changed_and_issued(api, cast):
    call = api(cast.theo)
    made = call.post("/documents", new(cast, reference="PO 4411", due_date="2027-01-15", issue_date="2026-12-01"))
    assert made.status_code == 201, made.content
    told = DocumentOut.model_validate_json(made.content)
    assert (told.subtotal, told.tax_total, told.total, told.number) == ("2640.00", "48.00", "2688.00", "")
    assert [(line.unit_price, line.amount) for line in told.lines] == [("2400.00", "2400.00"), ("80.00", "240.00")]
    at = f"/documents/{told.id}"
    changed = call.patch(at, {"discount": {"percent": "10"}, "version": told.version}).json()
    assert (changed["discount_total"], changed["total"], changed["reference"]) == ("264.00", "2419.20", "PO 4411")
    assert call.patch(at, {"title": "X", "version": told.version}).status_code == 409
    assert call.post(f"{at}/issue", {"version": told.version}).status_code == 409
    issued = call.post(f"{at}/issue", {"version": changed["version"]}).json()
    assert issued["number"] == "INV-2026-0001" and issued["balance"] == "2419.20" and issued["state"] == "issued"
    for late in (call.patch(at, {"title": "Changed"}), call.delete(at)):
        assert late.status_code == 409 and late.json()["field"] == "state"
    assert call.get(at).json()["title"] == ""


def test_what_is_issued_reads_the_same_everywhere(api, cast):
    call = api(cast.olivia)
    made = call.post("/documents", new(cast, issue=True)).json()
    row = call.get("/documents").json()["items"][0]
    assert {name: made[name] for name in row} == row
    stored = Document.objects.get(pk=made["id"])
    assert (str(stored.total), str(stored.balance), stored.number) == (made["total"], made["balance"], made["number"])


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"total": "1.00"}, "total"), ({"subtotal": "2640.01"}, "subtotal"), ({"tax_total": "0"}, "tax_total"),
     ({"discount_total": "5"}, "discount_total"), ({"lines": [{**LINES[0], "amount": "2399.99"}]}, "lines[0].amount")],
)  # fmt: skip
def test_sums_that_differ_are_refused(api, cast, sent, field):
    refused = api(cast.olivia).post("/documents", {**new(cast), **sent})
    assert refused.status_code == 422 and refused.json()["field"] == field and refused.json()["code"] == "sum_differs"
    assert Document.objects.count() == 0
    draft = cast.invoice(issue=False, lines=[{"description": "X", "unit_price": "1"}])
    assert api(cast.olivia).patch(f"/documents/{draft.pk}", {"total": "9.99"}).json()["field"] == "total"


def test_sums_that_agree_are_taken(api, cast):
    same = new(cast, subtotal="2640", tax_total="48.00", total=2688, discount_total="0")
    assert api(cast.olivia).post("/documents", same).status_code == 201


@pytest.mark.parametrize(
    ("field", "value"),
    [("quantity", "-1"), ("unit_price", "-5.00"), ("unit_price", "1e3"), ("unit_price", "１２３"), ("unit_price", "1_000"),
     ("unit_price", "NaN"), ("unit_price", 12.5), ("unit_price", "1000000000001"), ("unit_price", "0.1234567"), ("unit", "parsec"),
     ("discount_percent", "101"), ("taxes", [{"name": "", "percent": "1"}]), ("taxes", [{"name": "V", "percent": "-1"}]),
     ("workspace", "x"), ("amount_minor", 5), ("description", "x" * 2001), ("quantity", None), ("taxes", "VAT")],
)  # fmt: skip
def test_hostile_lines_are_named(api, cast, field, value):
    line = {"description": "Work", "unit_price": "1", field: value}
    refused = api(cast.olivia).post("/documents", new(cast, lines=[LINES[0], line]))
    assert refused.status_code == 422, refused.content
    assert refused.json()["field"].startswith(f"lines[1].{field}"), refused.json()
    assert Document.objects.count() == 0


@pytest.mark.parametrize("field", ["number", "state", "status", "workspace", "balance", "issued_at", "role", "digest", "seller", "form_token"])
def test_nobody_sets_what_the_product_decides(api, cast, field):
    call, draft = api(cast.olivia), cast.invoice(issue=False)
    for refused in (call.post("/documents", {**new(cast), field: "x"}), call.patch(f"/documents/{draft.pk}", {field: "x"})):
        assert refused.status_code == 422 and refused.json()["field"] == field
    assert Document.objects.count() == 1


def test_a_thousand_lines_and_no_more(api, cast):
    call = api(cast.olivia)
    many = [{"description": f"Line {n}", "unit_price": "1"} for n in range(1000)]
    assert call.post("/documents", new(cast, lines=many)).json()["total"] == "1000.00"
    refused = call.post("/documents", new(cast, lines=[*many, *many[:1]]))
    assert refused.status_code == 422 and refused.json()["field"] == "lines"
    assert call.post("/documents", new(cast, lines=many * 11)).status_code == 422


def test_usual_taxes_stand_where_none_are_said(api, cast):
    type(cast.north).objects.filter(pk=cast.north.pk).update(tax_status="registered", tax_name="GST", tax_percent="5")
    call = api(cast.olivia)
    made = call.post("/documents", new(cast, lines=[LINES[0], {**LINES[0], "taxes": []}])).json()
    assert [line["taxes"] for line in made["lines"]] == [[{"name": "GST", "percent": "5"}], []]
    assert made["tax_total"] == "120.00"


def test_sending_writes_letters_that_say_where_they_are(api, cast):
    call = api(cast.olivia)
    draft = cast.invoice(issue=False)
    answer = call.post(f"/documents/{draft.pk}/send")
    assert answer.status_code == 200, answer.content
    told = SentOut.model_validate_json(answer.content)
    assert told.document.number and [letter.to_email for letter in told.letters] == ["sam@acme.example"]
    assert told.letters[0].state == "waiting" and told.held_because and told.document.sent_at is None
    call.post(f"/documents/{draft.pk}/send")
    assert Letter.objects.count() == 1
    call.post(f"/documents/{draft.pk}/send", {"again": True, "to": [{"contact_id": str(cast.jo.pk)}, {"email": "x@y.example"}]})
    assert Letter.objects.count() == 3
    bad = call.post(f"/documents/{draft.pk}/send", {"to": [{"email": "a@b.example\nBcc: c@d.example"}]})
    assert bad.status_code == 422 and bad.json()["field"] == "to[0].email"
    letter = Letter.objects.first()
    assert call.get(f"/letters/{letter.pk}").json()["text"] == letter.text
    assert len(call.get(f"/letters?document_id={draft.pk}").json()["items"]) == 3


def test_a_quote_becomes_invoices_and_an_invoice_a_credit_note(api, cast):
    call = api(cast.olivia)
    quote = call.post("/documents", {**new(cast), "kind": "quote", "deposit": {"percent": "50"}, "issue": True}).json()
    at = f"/documents/{quote['id']}"
    assert call.post(f"{at}/invoice").status_code == 409
    assert call.post(f"{at}/accept", {"name": "Jo March by telephone"}).json()["state"] == "accepted"
    deposit = call.post(f"{at}/deposit-invoice").json()
    assert (deposit["role"], deposit["total"]) == ("deposit", "1344.00")
    call.post(f"/documents/{deposit['id']}/issue")
    final = call.post(f"{at}/invoice").json()
    assert (final["deducted"], final["payable"]) == ("1344.00", "1344.00")
    assert final["deductions"][0]["document_id"] == deposit["id"]
    assert call.post(f"{at}/invoice").json()["id"] == final["id"]
    call.post(f"/documents/{final['id']}/issue")
    credit = call.post(f"/documents/{final['id']}/credit-note").json()
    assert credit["kind"] == "credit_note" and credit["source_id"] == final["id"]
    assert [row["id"] for row in call.get(f"/documents?source_id={quote['id']}&kind=invoice").json()["items"]] == [final["id"], deposit["id"]]
    other = cast.document("quote")
    assert call.post(f"/documents/{other.pk}/decline", {"reason": "Too dear"}).json()["decline_reason"] == "Too dear"


def test_void_copy_discard_and_link(api, cast):
    call, invoice = api(cast.olivia), cast.invoice()
    at = f"/documents/{invoice.pk}"
    copy = call.post(f"{at}/copy").json()
    assert copy["state"] == "draft" and copy["total"] == "2400.00"
    assert call.delete(f"/documents/{copy['id']}").status_code == 204
    assert call.get(f"/documents/{copy['id']}").status_code == 404
    assert "/p/" in call.post(f"{at}/portal-link").json()["url"]
    assert call.post(f"{at}/void", {"reason": ""}).json()["field"] == "reason"
    assert call.post(f"{at}/void", {"reason": "Sent twice"}).json()["state"] == "void"
    assert call.post(f"{at}/portal-link").status_code == call.post(f"{at}/void", {"reason": "x"}).status_code == 409


def test_the_pdf_is_handed_over_and_looking_keeps_nothing(api, cast):
    call, draft = api(cast.olivia), cast.invoice(issue=False)
    answer = call.get(f"/documents/{draft.pk}/pdf")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    draft.refresh_from_db()
    assert draft.number == "" and draft.pdf_file is None


def test_a_repeating_invoice_is_read_paused_and_stopped(api, cast):
    from clientkeep.lifecycle.billing.schedules.model import Schedule

    call = api(cast.olivia)
    made = call.post("/documents", new(cast, issue=True, repeat={"unit": "month", "starts": "2026-12-01", "count": 3})).json()
    assert made["repeat"]["unit"] == "month"
    Schedule.begin(Document.objects.get(pk=made["id"]))
    at = f"/documents/{made['id']}/repetition"
    assert call.get(at).json()["state"] == "active"
    assert call.post(f"{at}/pause").json()["state"] == "paused"
    assert call.post(f"{at}/resume").json()["state"] == "active"
    assert call.post(f"{at}/stop").json()["state"] == "ended"
    assert call.get(f"/documents/{cast.invoice().pk}/repetition").status_code == 404


def test_lists_filter_and_page(api, cast):
    call = api(cast.olivia)
    for month in range(1, 8):
        cast.invoice(cast.acme if month % 2 else cast.bloom, issue_date=f"2026-0{month}-05", due_date=f"2026-0{month}-20", reference=f"R{month}")
    cast.document("quote", issue_date="2026-03-09")
    seen, query = [], "/documents?limit=3"
    page = DocumentsOut.model_validate_json(call.get(query).content)
    while True:
        seen += [(row.issue_date, row.id) for row in page.items]
        if page.next is None:
            break
        page = DocumentsOut.model_validate_json(call.get(f"{query}&cursor={page.next}").content)
    assert seen == sorted(set(seen), reverse=True) and len(seen) == 8
    for narrow, count in (
        ("kind=quote", 1), ("state=overdue", 7), ("state=paid", 0), ("state=open", 1), ("state=draft", 0), ("q=bloom", 3), ("q=R7", 1),
        ("issued_from=2026-06-01", 2), (f"client_id={cast.acme.pk}", 5), ("number=INV-2026-0002", 1), ("currency=EUR", 0),
    ):  # fmt: skip
        assert len(call.get(f"/documents?{narrow}").json()["items"]) == count, narrow
    assert call.get("/documents?state=paid&kind=quote").json()["items"] == []


def test_the_right_to_issue_is_asked_for_at_once(api, cast):
    narrow = api(cast.olivia, ["clients.see", "documents.see", "documents.draft"])
    assert narrow.post("/documents", new(cast, issue=True)).status_code == 403
    assert Document.objects.count() == 0
    assert narrow.post("/documents", new(cast)).status_code == 201
