"""People sign in turn; the last signature accepts the document, in one transaction; each signs once."""

import datetime as dt

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Entry, Gate, Signer, Signing, SigningKey
from clientkeep.lifecycle.agreements.signing import chain, consent, jobs
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files import storage
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

from .conftest import PHONE

JO, SAM = Asked("Jo March", "jo@acme.example"), Asked("Sam Hill", "sam@acme.example", "approver")
COPY = Asked("Kim Copy", "kim@acme.example", "copy")


def states(signing: Signing) -> dict[str, str]:
    return {each.name: each.state for each in signing.signers.all()}


def letters(slug: str) -> list[str]:
    return sorted(Letter.objects.filter(key__contains=f":{slug}").values_list("to_email", flat=True))


def kinds(signing: Signing) -> list[str]:
    return [each.kind for each in signing.entries.all()]


def test_one_after_the_other_and_the_firm_last(cast, start, signed, quote):
    signing = start(SAM, JO, COPY)
    assert states(signing) == {"Sam Hill": "asked", "Jo March": "waiting", "Kim Copy": "waiting", "Olivia North": "waiting"}
    signed(signing, "Sam Hill")
    assert states(signing)["Jo March"] == "asked"
    assert letters("ask") == ["jo@acme.example", "sam@acme.example"]
    signed(signing, "Jo March")
    assert Document.objects.get(pk=quote.pk).state == "issued"
    signed(signing, "Olivia North")
    now = Document.objects.get(pk=quote.pk)
    assert (now.state, now.decided_by) == ("accepted", "Sam Hill and Jo March")
    assert Signing.objects.get(pk=signing.pk).state == "signed"
    assert Event.objects.get(slug="agreement.signed").payload["who"] == "Sam Hill, Jo March and Olivia North"


def test_at_once_all_of_the_client_are_asked_and_the_firm_still_signs_last(start, signed):
    signing = start(SAM, JO, in_order=False)
    assert states(signing) == {"Sam Hill": "asked", "Jo March": "asked", "Olivia North": "waiting"}
    signed(signing, "Jo March")
    assert states(signing)["Olivia North"] == "waiting"


def test_nobody_signs_out_of_turn(start):
    signing = start(SAM, JO)
    jo = signing.signers.get(name="Jo March")
    with pytest.raises(Conflict, match="not your turn"):
        jo.agree_to_sign(signing.consent_version, PHONE)
    with pytest.raises(Conflict, match="not your turn"):
        jo.sign("Jo March", PHONE)


def test_consent_with_its_text_stands_before_the_signature(start):
    signing = start(ours=False)
    jo = signing.signers.get()
    with pytest.raises(Conflict, match="agree to sign electronically first"):
        jo.sign("Jo March", PHONE)
    with pytest.raises(Conflict, match="text to agree to has changed"):
        jo.agree_to_sign("2020-1", PHONE)
    jo.agree_to_sign(signing.consent_version, PHONE)
    jo.agree_to_sign(signing.consent_version, PHONE)
    jo.sign("Jo March", PHONE)
    assert kinds(signing) == ["started", "asked", "viewed", "consented", "signed", "completed"]
    told = signing.entries.get(kind="consented").told
    assert (told["version"], told["sha256"]) == (consent.VERSION, signing.consent_hash)
    assert "simple electronic signature" in consent.text_of(consent.VERSION)


def test_pressed_twice_signs_once(start, signed, quote):
    signing = start(ours=False)
    jo = signed(signing, "Jo March")
    stale = Signer.objects.get(pk=jo.pk)
    jo.sign("Jo March", PHONE)
    stale.sign("Somebody Else", PHONE)
    assert kinds(signing).count("signed") == 1
    assert Signer.objects.get(pk=jo.pk).typed_name == "Jo March"
    assert Event.objects.filter(slug="document.accepted").count() == 1


def test_the_hash_is_of_the_very_bytes_and_a_changed_file_is_not_signed(start, quote):
    signing = start(ours=False)
    stored = StoredFile.objects.get(pk=signing.pdf_file)
    assert stored.sha256 == signing.sha256 and storage.is_whole(stored)
    jo = signing.signers.get()
    jo.agree_to_sign(signing.consent_version, PHONE)
    path = storage.path_of(stored)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Conflict, match="file to sign has changed"):
        jo.sign("Jo March", PHONE)
    assert Signer.objects.get(pk=jo.pk).state == "asked"


def test_while_it_is_being_signed_no_plain_button_accepts_it(cast, start, quote):
    start()
    with pytest.raises(Conflict, match="accepted by the last signature"):
        quote.accept(cast.by, "Jo March")
    assert Document.objects.get(pk=quote.pk).state == "issued"


def test_the_gate_is_told(cast, start, signed, quote):
    from clientkeep.lifecycle.agreements.gates.needs import keep_needs

    keep_needs(cast.north, cast.by, ["agreed", "signed"])
    signed(start(ours=False), "Jo March")
    run_due_jobs()
    gate = Gate.objects.get(document=quote)
    assert (gate.needs, gate.held["signed"]["evidence"], gate.is_open) == (["agreed", "signed"], "Jo March", True)


def test_declining_needs_a_reason_and_ends_it_for_everybody(start, signed, quote):
    signing = start(SAM, JO)
    signed(signing, "Sam Hill")
    jo = signing.signers.get(name="Jo March")
    with pytest.raises(Invalid):
        jo.decline("  ", PHONE)
    jo.decline("The dates do not fit", PHONE)
    now = Document.objects.get(pk=quote.pk)
    assert (now.state, now.decline_reason) == ("declined", "The dates do not fit")
    assert states(signing) == {"Sam Hill": "signed", "Jo March": "declined", "Olivia North": "void"}
    assert letters("end") == ["sam@acme.example"]


def test_a_void_document_ends_the_signing_and_those_asked_are_told(cast, start, quote):
    signing = start()
    quote.void(cast.by, "Wrong price")
    jo = signing.signers.get(name="Jo March")
    with pytest.raises(Conflict, match="taken back"):
        jo.agree_to_sign(signing.consent_version, PHONE)
    run_due_jobs()
    assert Signing.objects.get(pk=signing.pk).state == "void"
    assert letters("end") == ["jo@acme.example"]
    assert states(signing) == {"Jo March": "void", "Olivia North": "void"}


def test_taken_back_it_can_start_anew(cast, start, quote):
    signing = start()
    with pytest.raises(Conflict, match="being signed already"):
        start()
    signing.void(cast.by, "Sam signs, too")
    assert start(SAM, JO).is_open
    with pytest.raises(Conflict):
        signing.void(cast.by, "Again")


def test_after_its_day_nobody_signs(cast, start, time_machine):
    signing = start(expires_on=cast.north.today() + dt.timedelta(days=5))
    jo = signing.signers.get(name="Jo March")
    jo.agree_to_sign(signing.consent_version, PHONE)
    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(days=7))
    with pytest.raises(Conflict, match="time to sign is over"):
        jo.sign("Jo March", PHONE)
    for _ in range(3):
        jobs.end_what_has_expired()
    assert Signing.objects.get(pk=signing.pk).state == "expired"
    assert letters("end") == ["jo@acme.example"]


def test_reminders_go_twice_and_then_stop(cast, start, time_machine):
    start(expires_on=cast.north.today() + dt.timedelta(days=60))
    begun = dt.datetime.now(dt.UTC)
    for days, sent in ((1, 0), (4, 1), (5, 1), (8, 2), (20, 2), (40, 2)):
        time_machine.move_to(begun + dt.timedelta(days=days))
        for _ in range(3):
            jobs.remind_signers()
        assert len(letters("remind")) == sent


def test_a_code_is_asked_for_and_five_wrong_ones_end_it(start):
    from clientkeep.foundation.sealing import unseal

    signing = start(ours=False, with_code=True)
    jo = signing.signers.get()
    jo.agree_to_sign(signing.consent_version, PHONE)
    code = unseal(Letter.objects.get(key__contains=":code:").link["sealed"])
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(Invalid) as refused:
            jo.sign("Jo March", PHONE, code=wrong)
        assert refused.value.field == "code"
    with pytest.raises(Invalid, match="has ended"):
        jo.sign("Jo March", PHONE, code=code)
    jo.ask_for_code()
    newest = unseal(Letter.objects.filter(key__contains=":code:").order_by("created_at").last().link["sealed"])
    jo.sign("Jo March", PHONE, code=newest)
    assert "code_proved" in kinds(signing)


@pytest.mark.parametrize(
    ("people", "field"),
    [
        ([Asked("Jo March", "jo")], "signers[0].email"),
        ([Asked("J", "jo@acme.example")], "signers[0].name"),
        ([JO, Asked("Jo Twice", "JO@acme.example")], "signers"),
        ([COPY], "signers"),
        ([SAM], "signers"),
        ([Asked("Jo March", "jo@acme.example", "boss")], "signers[0].role"),
        ([Asked(f"Jo {n}", f"jo{n}@acme.example") for n in range(9)], "signers"),
    ],
)
def test_who_is_named_is_checked(start, people, field):
    with pytest.raises(Invalid) as refused:
        start(*people, ours=False)
    assert refused.value.field == field
    assert not Signing.objects.exists()


def test_only_what_waits_for_an_answer_is_signed(cast, start):
    with pytest.raises(Conflict):
        start(document=cast.invoice())
    with pytest.raises(Conflict):
        start(document=cast.document("quote", issue=False))


def test_the_same_form_twice_starts_one(start):
    assert start(form_token="once").pk == start(form_token="once").pk
    assert letters("ask") == ["jo@acme.example"]


@pytest.mark.parametrize("drawn", ["x", "[[[0,0]", "{}", "[[[0,700]]]", "[[[1.5,2]]]", "[[[true,1]]]", '[["a"]]', "[[]]", "[" * 50_000])
def test_only_a_drawing_is_a_drawing(start, drawn):
    signing = start(ours=False)
    jo = signing.signers.get()
    jo.agree_to_sign(signing.consent_version, PHONE)
    with pytest.raises(Invalid) as refused:
        jo.sign("Jo March", PHONE, drawn)
    assert refused.value.field == "strokes"
    jo.sign("Jo March", PHONE, "[[[1,2],[30,40]],[[5,6]]]")
    assert Signer.objects.get(pk=jo.pk).strokes == [[[1, 2], [30, 40]], [[5, 6]]]


def test_evidence_is_chained_and_the_database_keeps_it(start, signed):
    from django.db import DatabaseError, transaction

    signing = start(ours=False)
    signed(signing, "Jo March")
    told = [{**each.told, "digest": each.digest} for each in signing.entries.all()]
    assert chain.first_break(told) is None
    assert chain.first_break([*told[:2], {**told[2], "address": "198.51.100.1"}, *told[3:]]) == 3
    assert chain.first_break(told[1:]) == 1
    for change in (lambda row: row.update(kind="asked"), lambda row: row.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Entry.objects.filter(pk=signing.entries.last().pk))


def test_tokens_are_stored_hashed(start):
    signing = start()
    secret = SigningKey.make(signing.signers.first())
    assert SigningKey.opened_by(secret).pk == signing.signers.first().pk
    assert not SigningKey.objects.filter(secret_hash=secret).exists()
    assert SigningKey.opened_by(secret + "x") is None


def test_a_letter_to_who_has_signed_stays_here(start, signed):
    from clientkeep.lifecycle.agreements.signing.letters import is_still_asked

    signing = start()
    letter = Letter.objects.get(key__endswith=":ask")
    assert is_still_asked(letter) == ""
    signed(signing, "Jo March")
    assert is_still_asked(letter)


def test_a_proposal_with_one_price_is_signed_as_it_is(cast, start, signed):
    from tests.lifecycle.agreements.proposals.offer import BLOCKS, proposal

    plain = proposal(cast, [block for block in BLOCKS if block["type"] not in ("package", "options")])
    signed(start(document=plain, ours=False), "Jo March")
    assert Document.objects.get(pk=plain.pk).state == "accepted"


def test_a_new_version_ends_the_signing_of_the_one_before(cast, start):
    from tests.lifecycle.agreements.proposals.offer import BLOCKS, proposal

    first = proposal(cast, [block for block in BLOCKS if block["type"] not in ("package", "options")])
    signing = start(document=first)
    first.new_version(cast.by).issue(cast.by)
    run_due_jobs()
    assert Signing.objects.get(pk=signing.pk).state == "void"
    assert letters("end") == ["jo@acme.example"]
