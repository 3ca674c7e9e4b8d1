"""The compose page: reads as one types, settles the client, drafts once, never runs what was typed."""

import pytest

from clientkeep.foundation.secrets import new_token
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

STORY = "Invoice Acme Studio $2,400 for brand identity plus 3 hours of revisions at $80, due in 14 days"


def draft(page, text, **more):
    return page.post("/compose/drafts/", {"q": text, "form_token": new_token(), **more})


def test_the_sentence_becomes_a_draft(cast, as_member):
    answer = draft(as_member(cast.olivia), STORY)
    made = Document.objects.get(kind="invoice")
    assert answer["Location"] == f"/documents/{made.pk}/edit/"
    assert (made.client, made.total_minor, made.state) == (cast.acme, 264_000, "draft")
    assert (made.due_date - made.issue_date).days == 14


def test_sending_is_one_key_away(cast, as_member):
    assert draft(as_member(cast.olivia), STORY, then="send")["Location"].endswith("/sending/")


def test_a_double_click_drafts_once(cast, as_member):
    page, token = as_member(cast.olivia), new_token()
    answers = [page.post("/compose/drafts/", {"q": STORY, "form_token": token})["Location"] for _ in range(2)]
    assert len(set(answers)) == Document.objects.count() == 1


def test_a_new_client_comes_on_record_with_an_address(cast, as_member):
    draft(
        as_member(cast.olivia),
        "quote Jonah Pell 450 for headshots",
        new_name="Jonah Pell",
        new_email="JONAH@pell.example",
    )
    made = Client.objects.get(name="Jonah Pell")
    assert made.contacts.get().email == "jonah@pell.example"
    assert made.documents.get().kind == "quote"


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("invoice 450 for headshots", {}, b"Say who it is for"),
        ("quote Jonah 450", {"new_email": "not an address"}, b"Enter an e-mail address"),
        ("", {}, b"Write what the document should say"),
        ("x" * 4001, {}, b"Shorten the text"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(cast, as_member, text, more, said):
    clients = Client.objects.count()
    answer = draft(as_member(cast.olivia), text, **more)
    assert (answer.status_code, said in answer.content) == (422, True)
    assert (Document.objects.count(), Client.objects.count()) == (0, clients)


def test_every_part_is_marked_and_leftovers_are_named(cast, as_member):
    page = as_member(cast.olivia).get("/compose/reading/", {"q": STORY + " and remind her twice"}).content.decode()
    for part in ("Acme Studio", "$2,400", "brand identity", "in 14 days"):
        assert part in page
    assert "not-understood" in page
    assert "“remind her twice”" in page


def test_an_amount_of_two_readings_is_flagged_with_the_other(cast, as_member):
    page = as_member(cast.olivia).get("/compose/", {"q": "invoice Acme €1.200 for cards"}).content.decode()
    assert "Can be read two ways" in page
    assert "1%2C200" in page


def test_what_is_typed_is_only_text(cast, as_member):
    page = (
        as_member(cast.olivia)
        .get("/compose/", {"q": "invoice <script>alert(1)</script> {{7*7}} 50 for </textarea>x"})
        .content
    )
    assert b"<script>alert" not in page
    assert b"</textarea>x" not in page


def test_reading_changes_nothing(cast, as_member):
    page = as_member(cast.olivia)
    page.get("/compose/", {"q": "invoice Somebody New 50 for x"})
    page.get("/compose/reading/", {"q": "invoice Somebody New 50 for x"})
    assert not Document.objects.exists()
    assert not Client.objects.filter(name="Somebody New").exists()


def test_an_accountant_writes_no_documents(cast, as_member):
    assert draft(as_member(cast.carla), STORY).status_code == 403


def test_a_receipt_keeps_what_was_paid(cast, as_member):
    draft(as_member(cast.olivia), "Bloom & Co paid $180 cash yesterday for two sessions")
    made = Document.objects.get(kind="receipt")
    assert (made.client, made.payment["method"], made.payment["amount"]) == (cast.bloom, "cash", "180.00")


def test_what_a_record_lacks_is_settled_beside_the_sentence(cast, as_member):
    bare = Client.add(cast.north, cast.by, name="Bare Bones")
    page = as_member(cast.olivia)
    assert "Add the postal address" in page.get("/compose/", {"q": "invoice Bare Bones 50 for x"}).content.decode()
    draft(page, "invoice Bare Bones 50 for x", new_email="ada@bare.example", address_line1="1 Bone Lane", city="Salem")
    bare.refresh_from_db()
    assert (bare.address_line1, bare.city, bare.contacts.get().email) == ("1 Bone Lane", "Salem", "ada@bare.example")
    assert "Add the postal address" not in page.get("/compose/", {"q": "invoice Bare Bones 50 for x"}).content.decode()
