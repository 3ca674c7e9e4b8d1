"""A quote of Acme that Jo signs and Olivia countersigns."""

import re

import pytest

from clientkeep.lifecycle.agreements.models import Signing, SigningKey
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.lifecycle.agreements.signing.seen import Seen

PHONE = Seen("203.0.113.7", "Phone 1.0")


@pytest.fixture
def quote(cast):
    return cast.document("quote")


@pytest.fixture
def start(cast, quote):
    """Start the signing of a quote by Jo, with Olivia last unless told otherwise."""

    def started(*people: Asked, document=None, ours: bool = True, **how) -> Signing:
        people = people or (Asked("Jo March", "jo@acme.example"),)
        return Signing.start(document or quote, cast.by, [*people, *([Asked.of(cast.olivia)] if ours else [])], **how)

    return started


@pytest.fixture
def signed():
    """Let somebody of a signing agree and sign, as from a phone."""

    def sign(signing: Signing, name: str, code: str = "", drawn: str = ""):
        signer = signing.signers.get(name=name)
        signer.agree_to_sign(signing.consent_version, PHONE)
        signer.sign(name, PHONE, drawn, code)
        return signer

    return sign


@pytest.fixture
def path():
    """The address of somebody's own page."""

    def own(signing: Signing, name: str) -> str:
        return f"/sign/{SigningKey.make(signing.signers.get(name=name))}/"

    return own


def plain(answer) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))
