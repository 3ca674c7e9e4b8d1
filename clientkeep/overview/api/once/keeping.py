"""Doing a write once for each Idempotency-Key: the effect and its answer commit together, or neither does."""

import hashlib
import json
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.workspace.members.acting import Acting

from ..answers import kept_answer
from ..problems import of_refusal
from .model import StoredAnswer
from .turns import write_turn

HEADER = "Idempotency-Key"
LONGEST = 255
REPLAYED = "Idempotency-Replayed"
# Refusals that belong to the content of a request: asked again, they are answered the same.
KEPT_REFUSALS = (409, 422)


def done_once(request: HttpRequest, acting: Acting, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Run `act` in one transaction; under a known key return its first answer instead.

    A refusal of the act (409, 422) is an answer too: its effect is undone and the refusal kept. Two requests
    with one key at the same moment: the database lets the first commit, and the second gets its answer.
    Raises Invalid for a key that was used with another request.
    """
    key = _key_of(request)
    if key is None:
        with write_turn():
            return act()
    print_of = fingerprint(request)
    try:
        with write_turn():
            known = _known(acting, key)
            if known:
                return _again(known, print_of)
            given = _acted(act)
            if given.status_code < 300 or given.status_code in KEPT_REFUSALS:
                keep(acting, key, print_of, given)
            return given
    except IntegrityError:
        # Somebody with the same key was quicker: all of ours is undone, and theirs is the answer.
        known = _known(acting, key)
        if known is None:
            raise
        return _again(known, print_of)


def done_outside(request: HttpRequest, acting: Acting, act: Callable[[str], HttpResponse]) -> HttpResponse:
    """As done_once, for an act that asks a provider over the network and so holds no transaction meanwhile.

    `act` gets a token made from the key: given to the provider, it makes a repetition harmless there too.
    """
    key = _key_of(request)
    if key is None:
        raise Invalid(f"This moves money at a provider: give an {HEADER}.", HEADER)
    print_of = fingerprint(request)
    known = _known(acting, key)
    if known:
        return _again(known, print_of)
    given = act(hashlib.sha256(f"{acting.member.pk}:{key}".encode()).hexdigest()[:48])
    with transaction.atomic():
        if _known(acting, key) is None:
            keep(acting, key, print_of, given)
    return given


def fingerprint(request: HttpRequest) -> str:
    """Return the SHA-256 of what is asked: method, address with query, and the body's content."""
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        # A repeated upload has another boundary, so its parts count and not its bytes.
        told.update(json.dumps(sorted((name, request.POST.getlist(name)) for name in request.POST)).encode())
        for name in sorted(request.FILES):
            for upload in request.FILES.getlist(name):
                told.update(f"{name}:{upload.name}:{upload.size}:".encode())
                for chunk in upload.chunks():
                    told.update(chunk)
                upload.seek(0)
    else:
        told.update(request.body)
    return told.hexdigest()


def keep(acting: Acting, key: str, print_of: str, given: HttpResponse) -> None:
    """Store an answer inside the transaction of its effect."""
    StoredAnswer.objects.create(
        workspace=acting.workspace, member=acting.member, key=key, request_hash=print_of, status=given.status_code,
        body=given.content.decode(),
    )  # fmt: skip


def _acted(act: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        with transaction.atomic():
            return act()
    except Refusal as refusal:
        if refusal.status not in KEPT_REFUSALS:
            raise
        return of_refusal(refusal)


def _known(acting: Acting, key: str) -> StoredAnswer | None:
    known = StoredAnswer.objects.filter(member=acting.member, key=key).first()
    if known and known.is_over:
        known.delete()
        return None
    return known


def _again(known: StoredAnswer, print_of: str) -> HttpResponse:
    if known.request_hash != print_of:
        raise Invalid(
            f"This {HEADER} was used for another request. Use a new key for each new request.", HEADER, "key_reused"
        )
    given = kept_answer(known.status, known.body)
    given[REPLAYED] = "true"
    return given


def _key_of(request: HttpRequest) -> str | None:
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not key or len(key) > LONGEST or not key.isascii() or not key.isprintable():
        raise Invalid(f"Give 1 to {LONGEST} printable ASCII characters, such as a UUID.", HEADER)
    return key


