"""A signing of each side, for the addresses that open one signer's page."""

from clientkeep.lifecycle.agreements.models import Signing, SigningKey
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member
from tests.house import hostile

PAGES = ("own", "file", "choose", "question", "agree", "code", "sign", "decline", "sealed")
# Addresses that find their own only while the document is being signed.
WHILE_SIGNED = {"signing:void", "signing:countersign", "signing:from_portal", "api:get_signing", "api:end_signing"}


def made_for(name: str, contact: Contact, holder: Member, by: Actor, paper: Document) -> dict[str, str]:
    """Start the signing of an issued quote; returns the secrets of the addresses. The poisoned side says hostile things."""
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    people = [Asked(" ".join(words.split())[:150], contact.email), Asked.of(holder)]
    signing = Signing.start(paper, by, people, note=words[:900], with_code=True)
    key = SigningKey.make(signing.signers.first())
    return {f"signing:{page}": key for page in PAGES}
