"""Document kinds announce themselves here: list, editor, sending, portal page and PDF come from the envelope."""

from dataclasses import dataclass

from clientkeep.foundation.registry import Registry


@dataclass(frozen=True)
class DocumentKind:
    """What a kind is. `model` is its proxy of Document; `answerable` kinds are accepted or declined."""

    slug: str
    label: str
    plural: str
    model: type
    payable: bool = False
    answerable: bool = False
    dated_due: bool = False
    expires: bool = False


KINDS: Registry[DocumentKind] = Registry("document kind")
