"""The whole way over the web, without scripts: drafted, sent, chosen, accepted, and half of that price invoiced."""

import re

from clientkeep.lifecycle.agreements.models import Choice
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.mail.models import Letter

from .offer import block_of


def version_of(page) -> str:
    return re.search(rb'name="version" value="(\d+)"', page.content)[1].decode()


def add(browser, address, kind, **values):
    """Put a block in and fill it, as a person does."""
    page = browser.get(address)
    answer = browser.post(f"{address}new/", {"type": kind, "version": version_of(page)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    block = answer["Location"].rpartition("#")[2]
    answer = browser.post(f"{address}{block}/", {"act": "save", "version": version_of(browser.get(address)), "title": kind, **values})
    assert answer.status_code == 302, answer.content.decode()
    return block


def rows(*lines):
    columns = {"description": [], "quantity": [], "unit_price": [], "taxes": []}
    for description, price in lines:
        for name, value in zip(columns, (description, "", price, ""), strict=True):
            columns[name].append(value)
    return columns


def test_from_draft_to_deposit_invoice(cast, as_member, as_jo):
    firm = as_member(cast.olivia)
    begun = firm.post("/proposals/new/", {"client": "Acme", "title": "A new site"} | {"client": cast.acme.name})
    assert begun.status_code == 302, begun.content.decode()
    address = begun["Location"]
    document = Document.objects.get(kind="proposal")
    add(firm, address, "package", title="Basic", text="One *page*.", **rows(("One-page site", "2000")))
    full = add(firm, address, "package", title="Full", text="", recommended="on", **rows(("Site", "4000"), ("Shop", "1500.50")))
    options = add(firm, address, "options", **rows(("Photos", "600"), ("Films", "900")))
    page = firm.get(address)
    assert b"One-page site" in page.content and b"Photos" in page.content

    sent = firm.post(
        f"/documents/{document.pk}/sending/",
        {"version": str(Document.objects.get(pk=document.pk).version), "act": "send", "to": str(cast.jo.pk), "subject": "Our proposal", "text": "Here: {link}"},
    )
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    assert Letter.objects.filter(about_id=document.pk).exists()
    document = Document.objects.get(pk=document.pk)
    assert document.state == "issued"

    shown = as_jo.get(f"/p/documents/{document.pk}/").content.decode()
    assert 'value="b' in shown and "Recommended" in shown
    chosen = {"package": full, "option": [f"{options}-0"], "name": "Jo March"}
    counted = as_jo.post(f"/p/documents/{document.pk}/acceptance/", {**chosen, "act": "count"})
    seen = re.search(r'name="seen_total" value="(\d+)"', counted.content.decode())[1]
    assert seen == "610050"
    assert Document.objects.get(pk=document.pk).state == "issued"

    stale = as_jo.post(f"/p/documents/{document.pk}/acceptance/", {**chosen, "seen_total": "550050"})
    assert stale.status_code == 409 and "accept once more" in stale.content.decode()
    done = as_jo.post(f"/p/documents/{document.pk}/acceptance/", {**chosen, "seen_total": seen})
    assert done.status_code == 302 and done["Location"].endswith("/thanks/accepted/")
    choice = Choice.objects.get()
    assert (choice.package_title, choice.total_minor, choice.chosen_by) == ("Full", 610_050, "Jo March")
    assert "What was chosen" in as_jo.get(f"/p/documents/{document.pk}/").content.decode()

    made = firm.post(f"/documents/{document.pk}/deposit-invoice/")
    assert made.status_code == 302, made.content
    assert Document.objects.get(kind="invoice", role="deposit").total_minor * 2 == choice.total_minor


def test_a_replaced_version_leads_to_the_new_one(cast, as_member, as_jo):
    from .offer import proposal

    first = proposal(cast)
    as_member(cast.olivia).post(f"/documents/{first.pk}/versions/")
    second = Document.objects.get(kind="proposal", state="draft")
    assert as_jo.get(f"/p/documents/{first.pk}/").status_code == 200
    second.issue(cast.by)
    page = as_jo.get(f"/p/documents/{first.pk}/").content.decode()
    assert "There is a newer version" in page and f"/p/documents/{second.pk}/" in page
    package = block_of(first, "package")["id"]
    refused = as_jo.post(f"/p/documents/{first.pk}/acceptance/", {"name": "Jo", "package": package})
    assert refused["Location"] == f"/p/documents/{first.pk}/"
    assert Document.objects.get(pk=first.pk).state == "void"


def test_a_refused_row_says_so_at_its_cell_and_keeps_what_was_typed(cast, as_member):
    from .offer import proposal

    firm, draft = as_member(cast.olivia), proposal(cast, issued=False)
    price = block_of(draft, "price")["id"]
    address = f"/documents/{draft.pk}/blocks/"
    answer = firm.post(f"{address}{price}/", {"version": version_of(firm.get(address)), **rows(("Workshop", "a lot"), ("Travel", "50"))})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="a lot" aria-invalid="true"' in page and "Travel" in page
    assert Document.objects.get(pk=draft.pk).content == draft.content


def test_somebody_elses_save_is_not_overwritten(cast, as_member):
    from .offer import proposal

    firm, draft = as_member(cast.olivia), proposal(cast, issued=False)
    price, address = block_of(draft, "price")["id"], f"/documents/{draft.pk}/blocks/"
    seen = version_of(firm.get(address))
    draft.rewrite(cast.by, title="Another title")
    answer = firm.post(f"{address}{price}/", {"version": seen, **rows(("Workshop", "1"))})
    assert answer.status_code == 409


def test_staff_note_an_acceptance_with_its_choice(cast, as_member):
    from .offer import proposal

    made = proposal(cast)
    firm, address = as_member(cast.olivia), f"/documents/{made.pk}/acceptance/"
    assert "Which package?" in firm.get(address).content.decode()
    assert firm.post(address, {"reason": "Jo by telephone"}).status_code == 422
    package = block_of(made, "package")["id"]
    assert firm.post(address, {"reason": "Jo by telephone", "package": package}).status_code == 302
    assert Choice.objects.get().total_minor == 300_000


def test_a_copy_and_a_dropped_draft_keep_their_blocks(cast, as_member):
    from .offer import proposal

    firm, made = as_member(cast.olivia), proposal(cast)
    firm.post(f"/documents/{made.pk}/copy/")
    copy = Document.objects.get(kind="proposal", state="draft")
    assert copy.content == made.content
    firm.post(f"/documents/{copy.pk}/discard/")
    assert not Document.objects.filter(pk=copy.pk).exists()
    firm.post(f"/documents/dropped/return/?dropped={copy.pk}")
    assert Document.objects.get(kind="proposal", state="draft").content == made.content


def test_both_sides_see_what_changed(cast, as_member, as_jo):
    from .offer import proposal

    first = proposal(cast)
    second = first.new_version(cast.by)
    blocks = [dict(block) for block in second.content if block["type"] != "out_of_scope"]
    blocks[1] = {**blocks[1], "rows": [{**blocks[1]["rows"][0], "unit_price": "450"}]}
    second.arrange(cast.by, blocks)
    firm = as_member(cast.olivia)
    seen = firm.get(f"/documents/{second.pk}/differences/").content.decode()
    assert "<del>Workshop: 500 (VAT 20%)</del>" in seen and "<ins>Workshop: 450 (VAT 20%)</ins>" in seen
    assert "<del>Hosting</del>" in seen and "Photos" not in seen
    assert as_jo.get(f"/p/documents/{second.pk}/differences/").status_code == 404
    second.issue(cast.by)
    shown = as_jo.get(f"/p/documents/{second.pk}/differences/").content.decode()
    assert "<ins>Workshop: 450 (VAT 20%)</ins>" in shown
    assert f"/p/documents/{second.pk}/differences/" in as_jo.get(f"/p/documents/{second.pk}/").content.decode()
    assert "What changed" in firm.get(f"/documents/{second.pk}/").content.decode()


def test_the_sending_page_points_out_and_sends_anyway(cast, as_member):
    from .offer import BLOCKS, proposal

    draft = proposal(cast, [*BLOCKS[:-1], {"type": "terms", "text": "Unlimited revisions."}], issued=False)
    firm = as_member(cast.olivia)
    page = firm.get(f"/documents/{draft.pk}/sending/").content.decode()
    assert "<mark>Unlimited</mark>" in page and "You can send it as it is" in page
    sent = firm.post(
        f"/documents/{draft.pk}/sending/",
        {"version": str(draft.version), "act": "send", "to": str(cast.jo.pk), "subject": "Ours", "text": "Here: {link}"},
    )
    assert sent.status_code == 302
