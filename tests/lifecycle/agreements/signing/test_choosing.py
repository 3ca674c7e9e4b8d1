"""A proposal that leaves a choice: chosen on the signer's page, frozen as a file of its own, and signed exactly so."""

import re

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Choice, FrozenChoice, ScopeEntry, Signing, SigningKey
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.lifecycle.agreements.signing.choosing import choose
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files import storage
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from tests.house import hostile

from ..proposals.offer import block_of, proposal
from .conftest import PHONE, plain

JO, SAM = Asked("Jo March", "jo@acme.example"), Asked("Sam Hill", "sam@acme.example")


@pytest.fixture
def offer(cast):
    return proposal(cast)


@pytest.fixture
def keys(offer):
    """The answer that takes a package by its place, with options by theirs."""

    def answer(package: int, *options: int) -> dict:
        block = block_of(offer, "options")["id"]
        return {"package": block_of(offer, "package", package)["id"], "options": [f"{block}-{n}" for n in options]}

    return answer


def text_of(pk) -> str:
    import io

    import pypdf

    read = pypdf.PdfReader(io.BytesIO(storage.read(StoredFile.objects.get(pk=pk))))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))


def signs(signer, **how):
    signer.agree_to_sign(signer.signing.consent_version, PHONE)
    signer.sign(signer.name, PHONE, **how)


def kinds(signing) -> list[str]:
    return [each.kind for each in signing.entries.all()]


def test_chosen_then_signed_is_what_is_agreed(cast, start, offer, keys):
    signing = start(JO, document=offer)
    jo = signing.signers.get(name="Jo March")
    with pytest.raises(Conflict, match="Choose first"):
        jo.agree_to_sign(signing.consent_version, PHONE)
    choose(jo, keys(2, 0), PHONE)
    now = Signing.objects.get(pk=signing.pk)
    assert (now.choice.words, now.choice.total_minor) == ("Full, with Photos", 1_092_000)
    file = StoredFile.objects.get(pk=now.pdf_file)
    assert file.sha256 == now.sha256 == now.choice.sha256 and now.pdf_file != offer.pdf_file
    words = text_of(now.pdf_file)
    assert "Site of fifteen pages" in words and "Photos" in words and "Full, with Photos" in words and "10,920.00" in words
    assert "One-page site" not in words and "Second language" not in words and "5,460.00, on acceptance" in words
    signs(jo)
    assert not Choice.objects.exists()
    signs(now.signers.get(ours=True))
    kept, paper = Choice.objects.get(), Document.objects.get(pk=offer.pk)
    assert (kept.package_title, kept.total_minor, paper.state) == ("Full", 1_092_000, "accepted")
    assert sum(ScopeEntry.objects.filter(agreement=paper).values_list("amount_minor", flat=True)) == kept.subtotal_minor
    assert kinds(signing) == ["started", "asked", "chosen", "viewed", "consented", "signed", "asked", "viewed", "consented", "signed", "completed"]
    told = signing.entries.get(kind="chosen").told
    assert (told["choice"], told["sha256"]) == ("Full, with Photos", now.sha256)


def test_until_the_first_signature_a_new_choice_voids_the_file_shown_before(start, offer, keys):
    signing = start(JO, SAM, document=offer, in_order=False)
    jo, sam = signing.signers.get(name="Jo March"), signing.signers.get(name="Sam Hill")
    choose(jo, keys(0), PHONE)
    first = Signing.objects.get(pk=signing.pk).sha256
    jo.agree_to_sign(signing.consent_version, PHONE)
    sam.refresh_from_db()
    choose(sam, keys(1), PHONE)
    told = signing.entries.get(kind="chosen_anew").told
    assert told["void_sha256"] == first and told["sha256"] == Signing.objects.get(pk=signing.pk).sha256 != first
    jo.refresh_from_db()
    with pytest.raises(Conflict, match="agree to sign electronically first"):
        jo.sign("Jo March", PHONE)
    assert FrozenChoice.objects.count() == 2


def test_the_same_choice_again_changes_nothing(start, offer, keys):
    signing = start(JO, document=offer)
    jo = signing.signers.get(name="Jo March")
    choose(jo, keys(1, 1), PHONE)
    jo.agree_to_sign(signing.consent_version, PHONE)
    choose(jo, keys(1, 1), PHONE)
    jo.refresh_from_db()
    assert jo.consented_at and FrozenChoice.objects.count() == 1


def test_after_the_first_signature_another_choice_voids_it_and_asks_everybody_anew(start, offer, keys):
    signing = start(JO, SAM, document=offer)
    jo, sam = signing.signers.get(name="Jo March"), signing.signers.get(name="Sam Hill")
    choose(jo, keys(0), PHONE)
    signs(jo)
    choose(sam, keys(0), PHONE)  # the same: nothing to void
    assert Signing.objects.get(pk=signing.pk).is_open
    sam.refresh_from_db()
    there = choose(sam, keys(1), PHONE)
    old, new = Signing.objects.get(pk=signing.pk), there.signing
    assert (old.state, new.state) == ("void", "open") and "Sam Hill chose something else" in old.end_reason
    assert new.choice.words == "Standard" and [each.name for each in new.signers.all()] == ["Jo March", "Sam Hill", "Olivia North"]
    assert (there.state, new.signers.get(name="Jo March").state) == ("waiting", "asked")
    assert Letter.objects.filter(key=f"signing:{jo.pk}:end").exists()
    with pytest.raises(Conflict, match="taken back"):
        sam.sign("Sam Hill", PHONE)
    for name in ("Jo March", "Sam Hill", "Olivia North"):
        signs(new.signers.get(name=name))
    assert Choice.objects.get().package_title == "Standard"


def test_only_what_was_shown_is_signed(start, offer, keys):
    """Chosen in one tab and signed in another: the form says which file its page was about."""
    signing = start(JO, document=offer)
    jo = signing.signers.get(name="Jo March")
    choose(jo, keys(0), PHONE)
    shown = Signing.objects.get(pk=signing.pk).sha256
    jo.agree_to_sign(signing.consent_version, PHONE, shown)
    choose(jo, keys(2), PHONE)
    jo.refresh_from_db()
    with pytest.raises(Conflict, match="changed after you opened"):
        jo.agree_to_sign(signing.consent_version, PHONE, shown)
    jo.agree_to_sign(signing.consent_version, PHONE)
    with pytest.raises(Conflict, match="changed after you opened"):
        jo.sign("Jo March", PHONE, shown=shown)


def test_what_cannot_be_chosen_is_refused(start, signed, offer, keys, quote):
    signing = start(JO, document=offer)
    jo, olivia = signing.signers.get(name="Jo March"), signing.signers.get(ours=True)
    with pytest.raises(Invalid, match="Choose a package"):
        choose(jo, {}, PHONE)
    with pytest.raises(Conflict, match="comes to"):
        choose(jo, {**keys(0), "seen_total": "1"}, PHONE)
    with pytest.raises(Conflict, match="nothing to choose"):
        choose(olivia, keys(0), PHONE)
    with pytest.raises(Conflict, match="nothing to choose"):
        choose(start(SAM, document=quote).signers.get(name="Sam Hill"), keys(0), PHONE)
    choose(jo, keys(0), PHONE)
    signs(jo)
    with pytest.raises(Conflict, match="signed already"):
        choose(jo, keys(1), PHONE)


def test_the_database_keeps_what_is_signed(start, offer, keys):
    signing = start(JO, document=offer)
    jo = signing.signers.get(name="Jo March")

    def refused(act) -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    row = Signing.objects.filter(pk=signing.pk)
    refused(lambda: row.update(sha256="0" * 64))
    choose(jo, keys(0), PHONE)
    refused(lambda: FrozenChoice.objects.update(total_minor=1))
    refused(lambda: FrozenChoice.objects.all().delete())
    signs(jo)
    refused(lambda: row.update(choice=None))


def test_chosen_and_signed_by_link_without_script(client, start, path, offer, keys):
    signing = start(JO, document=offer, ours=False)
    own, taken = path(signing, "Jo March"), keys(0, 1)
    page = plain(client.get(own))
    assert "Choose and sign" in page and "Which package?" in page and "Second language" in page
    form = {"package": taken["package"], "option": taken["options"]}
    counted = client.post(f"{own}choice/", {**form, "act": "count"}).content.decode()
    total = re.search(r'name="seen_total" value="(\d+)"', counted)[1]
    assert total == "408001" and not FrozenChoice.objects.exists()
    refused = client.post(f"{own}choice/", {**form, "seen_total": "1", "sha256": signing.sha256})
    assert refused.status_code == 409 and "go on once more" in plain(refused)
    assert client.post(f"{own}choice/", {**form, "seen_total": total, "sha256": signing.sha256}).status_code == 302
    read = client.get(own)
    assert "Basic, with Second language" in plain(read) and "Site of fifteen pages" not in plain(read).split("Choose something else")[0]
    shown = re.search(r'name="sha256" value="(\w+)"', read.content.decode())[1]
    assert shown == Signing.objects.get().sha256
    assert client.get(f"{own}file/").status_code == 200
    assert client.post(f"{own}consent/", {"agree": "yes", "version": signing.consent_version}).status_code == 409
    assert client.post(f"{own}consent/", {"agree": "yes", "version": signing.consent_version, "sha256": shown}).status_code == 302
    assert client.post(f"{own}signature/", {"name": "Jo March", "sha256": "0" * 64}).status_code == 409
    assert client.post(f"{own}signature/", {"name": "Jo March", "sha256": shown}).status_code == 302
    assert Choice.objects.get().total_minor == 408_001 and Document.objects.get(pk=offer.pk).state == "accepted"


def test_the_second_tab_is_told_who_chose_meanwhile(client, start, path, offer, keys):
    signing = start(JO, SAM, document=offer, in_order=False)
    choose(signing.signers.get(name="Sam Hill"), keys(1), PHONE)
    taken = keys(2)
    late = client.post(f"{path(signing, 'Jo March')}choice/", {"package": taken["package"], "sha256": signing.sha256})
    assert late.status_code == 409 and "Sam Hill chose meanwhile: Standard" in plain(late)


def test_who_voids_a_signature_by_choosing_is_led_to_their_new_page(client, start, path, offer, keys):
    signing = start(JO, SAM, document=offer, in_order=False)
    jo = signing.signers.get(name="Jo March")
    choose(jo, keys(0), PHONE)
    signs(jo)
    own, taken = path(signing, "Sam Hill"), keys(1)
    assert "that signature is void" in plain(client.get(own))
    shown = Signing.objects.get(pk=signing.pk).sha256
    moved = client.post(f"{own}choice/", {"package": taken["package"], "sha256": shown})
    assert moved.status_code == 302 and moved["Location"] != own
    assert "What was chosen Standard" in plain(client.get(moved["Location"]))


def test_a_question_from_the_page_reaches_the_firm(client, start, path, offer):
    signing = start(JO, document=offer)
    own = path(signing, "Jo March")
    assert client.post(f"{own}question/", {"question": " "}).status_code == 422
    asked = client.post(f"{own}question/", {"question": "Is hosting in it?"})
    assert asked.status_code == 302 and "Your question is on its way" in plain(client.get(asked["Location"]))
    assert Event.objects.get(slug="document.question").payload["text"] == "Is hosting in it?"
    assert signing.entries.filter(kind="asked_back").count() == 1


def test_the_letter_says_from_which_to_which_price(start, offer):
    start(JO, document=offer)
    assert "over EUR\xa03,000.00 to EUR\xa010,200.00." in Letter.objects.get(key__contains=":ask").text


def test_hostile_words_in_any_block_stay_words_on_the_signers_page(cast, start, client):
    said, line = hostile.WHOLE, {"description": hostile.WHOLE, "unit_price": "1200"}
    blocks = [
        {"type": "text", "title": said[:200], "text": f"{said}\n\n[go]({hostile.LINK})"},
        {"type": "package", "title": said[:200], "text": said, "rows": [line]},
        {"type": "package", "title": "Other", "rows": [line]},
        {"type": "options", "title": said[:200], "rows": [line]},
        {"type": "deliverables", "rows": [{"what": said[:300], "revisions": "2", "criteria": said}]},
        {"type": "timeline", "rows": [{"what": said[:300], "when": said[:120]}]},
        {"type": "out_of_scope", "rows": [{"what": said[:300]}]},
        {"type": "terms", "text": said},
    ]
    signing = start(JO, document=proposal(cast, blocks))
    page = client.get(f"/sign/{SigningKey.make(signing.signers.get(name='Jo March'))}/").content.decode()
    assert "hostile()" in page and not hostile.what_runs(page)
