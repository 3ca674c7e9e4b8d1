"""A proposal without a choice, its contract, and the ways to sign."""

import pytest
from django.test import Client as Browser

from clientkeep.lifecycle.agreements.contracts.from_proposal import make_contract
from clientkeep.lifecycle.agreements.contracts.starting import blocks_of
from clientkeep.lifecycle.agreements.models import Contract, Proposal, Signing
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.relationship.portal.links import new_link
from tests.lifecycle.agreements.proposals.offer import BLOCKS
from tests.lifecycle.agreements.signing.conftest import PHONE

PLAIN = [block for block in BLOCKS if block["type"] not in ("package", "options")]
PLAIN += [{"type": "clause", "title": "Payment", "text": "{client} pays {deposit} on acceptance."}]
SECRET = [{"type": "text", "title": "The parties", "text": "{firm.name} and {client.name}."}, {"type": "terms", "title": "Secrets", "text": "Both keep them."}]


@pytest.fixture
def plain(cast):
    """A proposal over 600.00 with half of it up front, sent."""
    made = Proposal.compose(cast.acme, cast.by, PLAIN, title="A new site", currency="EUR")
    made.issue(cast.by)
    return made


@pytest.fixture
def contract_of(cast):
    """Make the contract of a proposal, as the usual one unless told otherwise."""

    def made(proposal, start: str = "usual", **how) -> Contract:
        return make_contract(proposal, cast.by, blocks_of(cast.acting(cast.olivia), start), **how)

    return made


@pytest.fixture
def sign(cast):
    """Have Jo sign a document, which issues a draft."""

    def signed(document, all_of_it: bool = True) -> Signing:
        signing = Signing.start(document, cast.by, [Asked("Jo March", "jo@acme.example")])
        if all_of_it:
            jo = signing.signers.get(name="Jo March")
            jo.agree_to_sign(signing.consent_version, PHONE)
            jo.sign("Jo March", PHONE, "", "")
        return Signing.objects.get(pk=signing.pk)

    return signed


@pytest.fixture
def as_jo(cast):
    """A browser that Jo's portal link has opened."""
    browser = Browser()
    assert browser.get(new_link(cast.acme, cast.jo, None)).status_code == 302
    return browser
