"""Document kinds announce themselves here: list, editor, sending, portal page and PDF come from the envelope."""

from dataclasses import dataclass

from clientkeep.foundation.registry import Registry


@dataclass(frozen=True)
class DocumentKind:
    """What a kind is. `model` is its proxy of Document; `answerable` kinds are accepted or declined.

    `answer_template`: fields of the form of acceptance, where the client chooses something. It finds `document` and `request`.
    `agreed`: the path from a document to the price in minor units that was chosen, where that may differ from its total.
    `until`: what its last day is called. `new_at`: the address (by name) where a new one begins, where that is not the editor of lines.
    """

    slug: str
    label: str
    plural: str
    model: type
    payable: bool = False
    answerable: bool = False
    dated_due: bool = False
    expires: bool = False
    answer_template: str = ""
    agreed: str = ""
    new_at: str = ""
    until: str = "Valid until"


KINDS: Registry[DocumentKind] = Registry("document kind")
