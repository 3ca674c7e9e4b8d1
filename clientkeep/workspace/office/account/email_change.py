"""Changing one's own address: a code goes to the new one, the old one is told. The pending change lies in the session,
its code hashed, five tries, fifteen minutes."""

import datetime as dt

from allauth.core.internal.cryptokit import generate_user_code
from django.http import HttpRequest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.secrets import hash_token, matches
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import User

from ..people.changing import set_email
from ..sign_in.letters import write_code
from ..sign_in.limiting import count_guess

KEY = "office.new_email"
LIFE = dt.timedelta(minutes=15)
TRIES = 5


def begin(request: HttpRequest, email: str) -> None:
    """Send a code to the new address. Raises Invalid where it is taken, TooMany beyond three letters an hour."""
    acting: Acting = request.acting
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Invalid("Another account uses this address.", "email")
    count_guess("code-letter", email)
    code = generate_user_code(length=6)
    ends = (clock.now() + LIFE).isoformat()
    request.session[KEY] = {"email": email, "code": hash_token(_plain(code)), "tries": 0, "ends": ends}
    write_code(acting.workspace, (email, acting.member.user.name), code)


def pending(request: HttpRequest) -> str | None:
    """Return the address that waits for its code, or None."""
    waiting = request.session.get(KEY)
    if not waiting or dt.datetime.fromisoformat(waiting["ends"]) <= clock.now():
        return None
    return waiting["email"]


def finish(request: HttpRequest, code: str) -> None:
    """Take the new address if the code is right. Raises Invalid otherwise; the fifth wrong try ends the change."""
    if pending(request) is None:
        raise Invalid("This code has run out. Ask for a new one.", "code")
    count_guess("code", str(request.user.pk))
    waiting = request.session[KEY]
    if not matches(_plain(code), waiting["code"]):
        waiting["tries"] += 1
        request.session[KEY] = waiting
        if waiting["tries"] >= TRIES:
            del request.session[KEY]
        raise Invalid("This is not the code of the letter. Compare it once more.", "code")
    del request.session[KEY]
    set_email(request.acting, request.acting.member, waiting["email"])


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
