"""What a credential is made of, and how it travels between its open form and its sealing. Plain Python."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.states import States

KINDS = [("login", "User name and password"), ("key", "Key or token"), ("licence", "Licence"), ("other", "Something else")]
# "asked" again from "held": what the firm has is destroyed, and the client enters it anew.
STATES = States({
    "asked": ("held", "withdrawn"),
    "held": ("held", "asked", "returned", "destroyed", "expired"),
    "withdrawn": (),
    "returned": (),
    "destroyed": (),
    "expired": (),
})  # fmt: skip
LABELS = {
    "asked": "Waits for the client", "held": "Kept, encrypted", "withdrawn": "Not needed any more", "returned": "Returned",
    "destroyed": "Destroyed", "expired": "Expired and destroyed",
}  # fmt: skip
MEANINGS = {"asked": "waiting", "held": "good"}
LONGEST = {"address": 500, "username": 500, "secret": 10_000, "note": 5_000}


@dataclass(frozen=True, repr=False)
class Content:
    """What the client enters. It has no representation: no log and no traceback ever shows it."""

    secret: str
    username: str = ""
    address: str = ""
    note: str = ""

    @classmethod
    def entered(cls, values: Mapping[str, str]) -> "Content":
        """Take what was typed, unchanged but for line ends. Raises Invalid, which never repeats what was typed."""
        kept = {name: str(values.get(name, "")).replace("\r\n", "\n") for name in LONGEST}
        for name, text in kept.items():
            if len(text) > LONGEST[name]:
                raise Invalid(f"Keep it under {LONGEST[name]:,} characters.", name)
            if "\x00" in text:
                raise Invalid("This holds a character that no password has. Type it again.", name)
        if not kept["secret"].strip():
            raise Invalid("Enter the password or the key.", "secret")
        return cls(**kept)

    def packed(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def unpacked(cls, text: str) -> "Content":
        return cls(**json.loads(text))


def is_over(expires_on: dt.date | None, today: dt.date) -> bool:
    """Whether its last day is past."""
    return expires_on is not None and expires_on < today
