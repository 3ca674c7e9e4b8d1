"""Signings by program: the same rule, the same refusals, and nobody's link."""

import json

from clientkeep.lifecycle.agreements.models import Signer, SigningKey
from clientkeep.lifecycle.agreements.signing.choosing import choose
from tests.lifecycle.agreements.proposals.offer import proposal
from tests.lifecycle.agreements.signing.conftest import PHONE

GIVEN = {"signers": [{"name": "Jo March", "email": "jo@acme.example"}]}


def test_programs_start_read_and_end_a_signing(cast, api):
    call, where = api(cast.olivia), f"/documents/{cast.document('quote').pk}/signing"
    assert call.get(where).status_code == 404
    assert call.post(where, {"signers": []}).status_code == 422
    assert call.post(where, {**GIVEN, "countersigned_by": str(cast.sid.pk)}).status_code == 422
    told = call.post(where, {**GIVEN, "countersigned_by": str(cast.olivia.pk)})
    assert told.status_code == 201
    assert [(row["name"], row["state"], row["countersigns"]) for row in told.json()["signers"]] == [
        ("Jo March", "asked", False), ("Olivia North", "waiting", True)
    ]  # fmt: skip
    assert [row["kind"] for row in told.json()["evidence"]] == ["started", "asked"]
    assert call.post(where, GIVEN).status_code == 409
    assert call.post(f"{where}/end", {"because": ""}).status_code == 422
    assert call.post(f"{where}/end", {"because": "Wrong price"}).json()["state"] == "void"
    assert call.post(f"{where}/end", {"because": "Again"}).status_code == 409


def test_no_link_is_ever_told(cast, api):
    """S1: the keys of an answer are known, and neither a secret nor its hash stands in it."""
    call, where = api(cast.olivia), f"/documents/{cast.document('quote').pk}/signing"
    started = call.post(where, GIVEN).json()
    from clientkeep.lifecycle.agreements.models import Signing

    secret = SigningKey.make(Signing.objects.get().signers.get())
    told = call.get(where).json()
    assert set(told) == set(started) == {
        "id", "document_id", "client_id", "state", "level", "in_order", "with_code", "expires_on", "sha256", "leaves_choice", "choice", "sealed_sha256",
        "sealed_file_id", "end_reason", "signers", "evidence",
    }  # fmt: skip
    assert set(told["signers"][0]) == {"id", "name", "email", "role", "countersigns", "state", "asked_at", "decided_at", "reason"}
    assert set(told["evidence"][0]) == {"kind", "at", "who", "digest"}
    whole = json.dumps(told)
    assert secret not in whole and SigningKey.objects.get().secret_hash not in whole


def test_who_may_not_is_told_nothing(cast, api):
    where = f"/documents/{cast.document('quote').pk}/signing"
    api(cast.olivia).post(where, GIVEN)
    assert api(cast.sid).get(where).status_code == 404
    assert api(cast.carla).post(f"{where}/end", {"because": "No"}).status_code == 403
    assert api(cast.sid).post(where, GIVEN).status_code == 404


def test_what_the_client_chose_is_told(cast, api):
    paper = proposal(cast)
    call, where = api(cast.olivia), f"/documents/{paper.pk}/signing"
    started = call.post(where, GIVEN).json()
    assert (started["leaves_choice"], started["choice"]) == (True, None)
    standard = next(block["id"] for block in paper.content if block.get("recommended"))
    choose(Signer.objects.get(), {"package": standard}, PHONE)
    told = call.get(where).json()
    assert told["choice"]["package"] == "Standard" and told["choice"]["total_minor"] == 600_000
    assert told["sha256"] != started["sha256"]
