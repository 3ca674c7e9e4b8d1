"""Choosing, by somebody who signs: the choice is frozen into the file that all of them are then shown and sign."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from clientkeep.foundation import faults
from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.documents.wording import Figures

from ..proposals.blocks.choosing import Picked
from . import events
from .asked import Asked
from .frozen import FrozenChoice, pdf_as_chosen
from .model import Signing
from .seen import Seen
from .signer import Signer

NOTHING = "There is nothing to choose here."


def choose(signer: Signer, answer: Mapping[str, Any], seen: Seen, shown: str | None = None) -> Signer:
    """Freeze a choice. `shown` is the SHA-256 of the file that the page was about: Conflict where somebody chose meanwhile.

    Until the first signature a new choice takes the place of the one before, and everybody reads and agrees anew. After
    it the signing ends and starts anew; returned is who chose, in the signing that holds then. The same choice again
    changes nothing. Raises Invalid where too little is chosen, Conflict out of turn or where another price was shown.
    """
    if not signer.signing.leaves_choice or signer.ours:
        raise Conflict(NOTHING, "package")
    document = signer.signing.document
    picked, price = document.pick(answer, "go on once more")
    known = signer.signing.choice
    content = b"" if known and known.picked == picked else pdf_as_chosen(document, picked)
    with transaction.atomic():
        signing = signer._on_turn()
        if signer.state == "signed":
            raise Conflict("You have signed already.", "state")
        now = signing.choice
        if now and now.picked == picked:
            return signer
        _require_seen(signing, known, shown)
        if signing.has_signature:
            signing, signer = _start_anew(signing, signer)
        _freeze(signing, signer, picked, price.total_minor, content, seen)
        faults.point("choose.before_commit")
    return signer


def _require_seen(signing: Signing, known: FrozenChoice | None, shown: str | None) -> None:
    now = signing.choice
    if shown not in (None, signing.sha256) or (known and known.pk) != (now and now.pk):
        what = f"{now.chosen_by} chose meanwhile: {now.words}. Look at it, and choose again if you want something else."
        raise Conflict(what if now else "This page is too old. Look at it again, then choose.", "choice")


def _freeze(signing: Signing, signer: Signer, picked: Picked, total_minor: int, content: bytes, seen: Seen) -> None:
    """Keep it as what is signed. Whoever agreed to another file before agrees anew."""
    before = signing.choice
    chosen = FrozenChoice.freeze(signing, picked, total_minor, content, signer.name)
    signing.take_choice(chosen)
    signing.signers.filter(state="asked").update(consented_at=None, code_hash="", code_ends_at=None)
    signer.consented_at, signer.code_hash, signer.signing = None, "", signing
    total = Figures(signing.document).money(total_minor)
    signing.witness(
        "chosen_anew" if before else "chosen", signer.who, seen, choice=chosen.words, total=total, sha256=chosen.sha256,
        void_sha256=before.sha256 if before else None,
    )  # fmt: skip
    signing.announce(events.SignerChose, signer.actor, who=signer.name, choice=chosen.words, total=total)


def _start_anew(signing: Signing, signer: Signer) -> tuple[Signing, Signer]:
    """End a signing in which somebody has signed another choice; the same people are asked anew."""
    because = f"{signer.name} chose something else, so what was signed before is void. Everybody is asked anew."
    signing.end_as_void(signer.actor, because)
    people = [Asked(each.name, each.email, each.role, each.member if each.ours else None) for each in signing.signers.all()]
    fresh = Signing.start(
        signing.document, signer.actor, people, signing.expires_on, in_order=signing.in_order, with_code=signing.with_code, note=signing.note
    )
    fresh = Signing.locked(fresh.pk)
    return fresh, fresh.signers.get(email=signer.email)
