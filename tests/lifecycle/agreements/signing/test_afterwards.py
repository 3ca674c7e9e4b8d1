"""What was accepted by a button is signed afterwards where the firm's gate wants signatures; nothing that was agreed changes."""

import pytest

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.agreements.gates.needs import keep_needs
from clientkeep.lifecycle.agreements.models import Choice, Gate, ScopeEntry, Signing
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.queue import run_due_jobs

from ..proposals.offer import block_of, proposal
from .conftest import PHONE


@pytest.fixture
def agreed(cast):
    """A proposal that Jo accepted by the button, at a firm whose work waits for signatures."""
    keep_needs(cast.north, cast.by, ["agreed", "signed"])
    made = proposal(cast)
    made.accept(cast.by, "Jo March", {"package": block_of(made, "package", 2)["id"]})
    run_due_jobs()
    return Document.objects.get(pk=made.pk)


def test_a_button_is_no_signature_and_the_gate_offers_to_ask(agreed, cast, as_member):
    gate = Gate.objects.get(document=agreed)
    assert (gate.is_open, gate.missing_words) == (False, "the signatures")
    firm = as_member(cast.olivia)
    page = firm.get(f"/documents/{agreed.pk}/gate/").content.decode()
    assert f'href="/documents/{agreed.pk}/signing/"' in page and "Ask for signatures" in page
    assert "nothing of it changes" in firm.get(f"/documents/{agreed.pk}/signing/").content.decode()


def test_signed_afterwards_the_gate_opens_and_nothing_else_changes(agreed, start, signed):
    before = (Choice.objects.get().pk, agreed.decided_at, ScopeEntry.objects.count(), Event.objects.filter(slug="document.accepted").count())
    signing = start(document=agreed)
    assert (signing.leaves_choice, signing.choice.words, signing.choice.total_minor) == (False, "Full", 1_020_000)
    signed(signing, "Jo March")
    signed(signing, "Olivia North")
    run_due_jobs()
    now, gate = Document.objects.get(pk=agreed.pk), Gate.objects.get(document=agreed)
    assert (now.state, Signing.objects.get().state, gate.is_open) == ("accepted", "signed", True)
    after = (Choice.objects.get().pk, now.decided_at, ScopeEntry.objects.count(), Event.objects.filter(slug="document.accepted").count())
    assert before == after and Signing.objects.get().sealed_file
    with pytest.raises(Conflict, match="signed already"):
        start(document=now)


def test_declined_afterwards_it_stays_accepted_and_the_gate_waits(agreed, start):
    signing = start(document=agreed)
    signing.signers.get(name="Jo March").decline("Not like this", PHONE)
    assert Document.objects.get(pk=agreed.pk).state == "accepted"
    assert Signing.objects.get().state == "declined" and not Gate.objects.get(document=agreed).is_open
    assert start(document=agreed).is_open


def test_void_ends_it(agreed, cast, start):
    signing = start(document=agreed)
    agreed.void(cast.by, "Another price")
    run_due_jobs()
    assert Signing.objects.get(pk=signing.pk).state == "void"


def test_by_link_nothing_is_left_to_choose(agreed, start, client, path):
    signing = start(document=agreed, ours=False)
    own = path(signing, "Jo March")
    page = client.get(own).content.decode()
    assert "Site of fifteen pages" in page and "Which package?" not in page
    assert client.post(f"{own}consent/", {"agree": "yes", "version": signing.consent_version, "sha256": signing.sha256}).status_code == 302
    assert client.post(f"{own}signature/", {"name": "Jo March", "sha256": signing.sha256}).status_code == 302
    assert Signing.objects.get().state == "signed"
