"""S8: two tabs, two signers, a signature against the end: one outcome, each counted once."""

import threading

import pytest
from django.db import connection

from clientkeep.foundation.errors import Refusal
from clientkeep.lifecycle.agreements.models import FrozenChoice, Signer, Signing
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.lifecycle.agreements.signing.choosing import choose
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event

from ..proposals.offer import proposal
from .conftest import PHONE


def at_once(*acts) -> list[str]:
    gate, told = threading.Barrier(len(acts)), []

    def run(act) -> None:
        try:
            gate.wait()
            act()
            told.append("done")
        except Refusal:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(told)


def agreed(signing: Signing) -> None:
    for signer in signing.signers.filter(state="asked"):
        signer.agree_to_sign(signing.consent_version, PHONE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_two_tabs_sign_once(start, quote, round_):
    signing = start(ours=False)
    agreed(signing)
    jo = signing.signers.get()
    tabs = [Signer.objects.get(pk=jo.pk) for _ in range(3)]
    at_once(*(lambda tab=tab: tab.sign("Jo March", PHONE) for tab in tabs))
    assert [each.kind for each in signing.entries.all()].count("signed") == 1
    assert Event.objects.filter(slug="document.accepted").count() == 1
    assert Document.objects.get(pk=quote.pk).state == "accepted"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_the_last_two_at_once_accept_it_once(start, quote, round_):
    signing = start(Asked("Jo March", "jo@acme.example"), Asked("Sam Hill", "sam@acme.example"), ours=False, in_order=False)
    agreed(signing)
    assert at_once(*(lambda each=each: each.sign(each.name, PHONE) for each in signing.signers.all())) == ["done", "done"]
    assert Signing.objects.get(pk=signing.pk).state == "signed"
    assert Event.objects.filter(slug="agreement.signed").count() == 1
    assert list(signing.entries.values_list("place", flat=True)) == list(range(1, signing.entries.count() + 1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_signed_or_taken_back_never_both(cast, start, quote, round_):
    signing = start(ours=False)
    agreed(signing)
    jo = signing.signers.get()
    assert at_once(lambda: jo.sign("Jo March", PHONE), lambda: signing.void(cast.by, "Wrong price")) == ["done", "refused"]
    state = Signing.objects.get(pk=signing.pk).state
    assert (state, Document.objects.get(pk=quote.pk).state) in [("signed", "accepted"), ("void", "issued")]


def offered(cast, start):
    """A proposal with a choice, which Jo and Sam are asked to sign at once; and the answers that take its packages."""
    paper = proposal(cast)
    signing = start(Asked("Jo March", "jo@acme.example"), Asked("Sam Hill", "sam@acme.example"), document=paper, ours=False, in_order=False)
    return signing, [{"package": block["id"]} for block in paper.content if block["type"] == "package"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_two_choose_differently_and_one_choice_holds(cast, start, round_):
    signing, answers = offered(cast, start)
    jo, sam = (Signer.objects.get(signing=signing, name=name) for name in ("Jo March", "Sam Hill"))
    shown = signing.sha256
    assert at_once(
        lambda: choose(jo, answers[0], PHONE, shown), lambda: choose(sam, answers[2], PHONE, shown)
    ) == ["done", "refused"]  # fmt: skip
    now = Signing.objects.get(pk=signing.pk)
    assert FrozenChoice.objects.get().pk == now.choice_id and now.sha256 == now.choice.sha256
    assert [each.kind for each in signing.entries.all()].count("chosen") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_a_choice_against_a_signature_leaves_no_signature_under_what_was_not_shown(cast, start, round_):
    signing, answers = offered(cast, start)
    choose(Signer.objects.get(signing=signing, name="Jo March"), answers[0], PHONE)
    jo, sam = (Signer.objects.get(signing=signing, name=name) for name in ("Jo March", "Sam Hill"))
    shown = jo.signing.sha256
    jo.agree_to_sign(signing.consent_version, PHONE, shown)
    told = at_once(lambda: jo.sign("Jo March", PHONE, shown=shown), lambda: choose(sam, answers[2], PHONE))
    assert told in (["done", "done"], ["done", "refused"])
    for row in Signing.objects.all():
        for entry in row.entries.filter(kind="signed"):
            assert entry.told["sha256"] == shown == row.sha256
    held = Signing.objects.get(state="open")
    assert held.choice.picked.package == answers[2]["package"] and not held.has_signature
