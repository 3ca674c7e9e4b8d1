"""What a proposal is made of: the types of blocks, with the fields and columns of each. Plain Python."""

from dataclasses import dataclass

LINE = "line"


@dataclass(frozen=True)
class Column:
    """One thing that a row of a block says. `most` is its greatest length in characters. `shown`: readers see it."""

    name: str
    label: str
    most: int = 300
    long: bool = False
    whole_number: bool = False
    shown: bool = True


@dataclass(frozen=True)
class BlockType:
    """A type of block. `has_text`: it carries Markdown. `columns`: what its rows say; `priced` rows are lines of a document.

    `of_library`: it is chosen among the firm's own things, and keeps which one it was. `persuades`: it belongs to an offer only.
    `picks`: so are its rows, and nobody types them.
    """

    slug: str
    label: str
    title: str
    hint: str
    has_text: bool = False
    priced: bool = False
    only_once: bool = True
    columns: tuple[Column, ...] = ()
    of_library: bool = False
    persuades: bool = False
    picks: bool = False


_ALL = (
    BlockType("text", "Text", "", "Write what the client wants to reach, and how you go about it.", has_text=True, only_once=False),
    BlockType("price", "Price table", "Price", "What is included whatever the client chooses.", priced=True),
    BlockType(
        "package", "Package", "Package", "The client takes one of the packages. Write two or three.",
        has_text=True, priced=True, only_once=False, persuades=True,
    ),
    BlockType("options", "Optional lines", "Options", "The client adds any of these, or none.", priced=True, persuades=True),
    BlockType(
        "deliverables", "Deliverables", "What you get", "Each thing, how often it may be revised, and when it counts as done.",
        columns=(
            Column("what", "Deliverable"), Column("revisions", "Revisions", 3, whole_number=True),
            Column("criteria", "It is accepted when", 1000, long=True),
        ),
    ),
    BlockType(
        "timeline", "Timeline", "Timeline", "Milestones, each with a date or with what it follows.",
        columns=(Column("what", "Milestone"), Column("when", "Date, or after what", 120)),
    ),
    BlockType("out_of_scope", "Not included", "Not included", "What somebody might expect and does not get.", columns=(Column("what", "Not included"),)),
    BlockType(
        "response", "Response promise", "How fast we answer", "What you answer, and within which time.",
        columns=(Column("what", "For what"), Column("when", "Within", 120)),
    ),
    BlockType(
        "schedule", "Payment schedule", "Payment", "Shares in percent, or amounts that sum to the price.",
        columns=(Column("what", "Payment"), Column("share", "Share or amount", 24), Column("when", "Due", 120)),
    ),
    BlockType(
        "case_studies", "Case studies", "Work that we did for others", "Case studies that their clients agreed to show, word for word.",
        columns=(Column("title", "Case study", 200), Column("study_id", "Which one", 36, shown=False)), of_library=True, persuades=True, picks=True,
    ),
    BlockType(
        "testimonials", "Testimonials", "What clients say", "Testimonials that may be published, word for word.",
        columns=(Column("title", "By whom", 200), Column("testimonial_id", "Which one", 36, shown=False)), of_library=True, persuades=True, picks=True,
    ),
    BlockType("clause", "Clause", "", "Its words as they were taken. Change them, and only this paper changes.", has_text=True, only_once=False, of_library=True),
    BlockType("terms", "Terms", "Terms", "What else both sides agree to.", has_text=True, only_once=False),
)  # fmt: skip

TYPES = {each.slug: each for each in _ALL}
