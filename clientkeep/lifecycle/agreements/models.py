"""What is agreed before the work. The rooms' models are gathered here."""

from .bids.model import Bid
from .clauses.model import Clause, Wording
from .contracts.model import Contract
from .gates.model import Gate
from .gates.needs import GateNeeds
from .proposals.content import Choice, Content
from .proposals.model import Proposal
from .proposals.template.model import ProposalTemplate, TemplateEdition
from .quotes.model import Estimate, Quote
from .scope.change_item import ChangeItem
from .scope.change_order import ChangeOrder
from .scope.model import ScopeEntry
from .signing.entry import Entry
from .signing.frozen import FrozenChoice
from .signing.key import SigningKey
from .signing.model import Signing
from .signing.sealing.seal_key import SealKey
from .signing.signer import Signer

__all__ = [
    "Bid", "ChangeItem", "ChangeOrder", "Choice", "Clause", "Content", "Contract", "Entry", "Estimate", "FrozenChoice", "Gate", "GateNeeds", "Proposal", "ProposalTemplate", "Quote", "ScopeEntry",
    "SealKey", "Signer", "Signing", "SigningKey", "TemplateEdition", "Wording",
]  # fmt: skip
