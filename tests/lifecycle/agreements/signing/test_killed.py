"""kill -9 at each point around a signature: afterwards it has either happened whole or not at all, and is made once."""

import os
import signal

import pytest
from django.db import connections

from clientkeep.foundation import faults
from clientkeep.lifecycle.agreements.models import FrozenChoice, Signing
from clientkeep.lifecycle.agreements.signing.choosing import choose
from clientkeep.lifecycle.agreements.signing.sealing.sealing import seal
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from ..proposals.offer import proposal
from .conftest import PHONE


def killed_at(point: str, act) -> None:
    """Run the act in a process of its own, which dies at the point."""
    connections.close_all()
    if (child := os.fork()) == 0:
        faults._armed = frozenset({point})
        act()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, f"{point} was not reached"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("point", "stands"), [("sign.after_hash", False), ("sign.before_commit", False), ("sign.after_commit", True)])
def test_a_signature_is_whole_or_not_there(start, quote, point, stands):
    signing = start(ours=False)
    jo = signing.signers.get()
    jo.agree_to_sign(signing.consent_version, PHONE)
    killed_at(point, lambda: jo.sign("Jo March", PHONE))
    told = [
        Document.objects.get(pk=quote.pk).state, Signing.objects.get(pk=signing.pk).state, signing.signers.get().state,
        Event.objects.filter(slug="agreement.signed").exists(), signing.entries.filter(kind="signed").exists(),
    ]  # fmt: skip
    assert told == (["accepted", "signed", "signed", True, True] if stands else ["issued", "open", "asked", False, False])
    signing.signers.get().sign("Jo March", PHONE)
    assert signing.entries.filter(kind="signed").count() == 1
    assert Event.objects.filter(slug="document.accepted").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["seal.before_keep", "seal.after_commit"])
def test_a_seal_is_kept_and_mailed_once(start, signed, point):
    signing = start(ours=False)
    signed(signing, "Jo March")
    killed_at(point, lambda: seal(Signing.objects.whole().get(pk=signing.pk)))
    for _ in range(2):
        seal(Signing.objects.whole().get(pk=signing.pk))
    assert StoredFile.objects.filter(purpose="signed").count() == 1
    assert Letter.objects.filter(purpose="signing_done").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_choice_is_frozen_whole_or_not_at_all(cast, start):
    paper = proposal(cast)
    signing = start(document=paper, ours=False)
    answer = {"package": next(block["id"] for block in paper.content if block["type"] == "package")}
    killed_at("choose.before_commit", lambda: choose(signing.signers.get(), answer, PHONE))
    now = Signing.objects.get(pk=signing.pk)
    assert (now.choice, now.sha256, FrozenChoice.objects.count()) == (None, signing.sha256, 0)
    choose(now.signers.get(), answer, PHONE)
    assert FrozenChoice.objects.count() == 1
