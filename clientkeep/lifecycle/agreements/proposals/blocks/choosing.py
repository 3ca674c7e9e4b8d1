"""What the client can choose, and the lines that follow from it. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.errors import Invalid

Block = Mapping[str, Any]


@dataclass(frozen=True)
class Picked:
    """A choice: the id of a package, or "", and the keys of the options taken."""

    package: str = ""
    options: tuple[str, ...] = ()


def packages(blocks: Sequence[Block]) -> list[Block]:
    """The packages on offer."""
    return [block for block in blocks if block["type"] == "package"]


def options(blocks: Sequence[Block]) -> list[tuple[str, Mapping[str, Any]]]:
    """The optional lines, each with its key."""
    return [(f"{block['id']}-{n}", row) for block in blocks if block["type"] == "options" for n, row in enumerate(block["rows"])]


def has_choice(blocks: Sequence[Block]) -> bool:
    """Whether the client chooses anything."""
    return bool(packages(blocks) or options(blocks))


def usual(blocks: Sequence[Block]) -> Picked:
    """What the price is told for before anybody chose: the recommended package, else the first, and no option."""
    offered = packages(blocks)
    best = next((block for block in offered if block.get("recommended")), offered[0] if offered else None)
    return Picked(best["id"] if best else "")


def picked(blocks: Sequence[Block], answer: Mapping[str, Any] | None) -> Picked:
    """Read a choice. Raises Invalid where no package, or one that is not offered, is named."""
    answer = answer or {}
    offered = {block["id"]: block["title"] for block in packages(blocks)}
    package = str(answer.get("package") or "")
    if offered and package not in offered:
        raise Invalid(f"Choose a package: {', '.join(offered.values())}.", "package")
    if not offered and package:
        raise Invalid("There are no packages to choose from.", "package")
    known = [key for key, _ in options(blocks)]
    asked = answer.get("options") or []
    if not isinstance(asked, list | tuple) or (set(map(str, asked)) - set(known)):
        raise Invalid("Choose among the options that are offered.", "options")
    return Picked(package, tuple(key for key in known if key in asked))


def named(blocks: Sequence[Block], choice: Picked) -> tuple[str, list[list[str]]]:
    """The title of the package chosen, or "", and [key, description] of each option taken."""
    title = next((block["title"] for block in packages(blocks) if block["id"] == choice.package), "")
    return title, [[key, row["description"]] for key, row in options(blocks) if key in choice.options]


def in_words(package: str, options: Sequence[str]) -> str:
    """A choice in words: "Standard, with Photos and Films"."""
    added = " and ".join(filter(None, [", ".join(options[:-1]), *options[-1:]]))
    if not package:
        return f"With {added}" if added else "Without options"
    return f"{package}, with {added}" if added else package


def rows_for(blocks: Sequence[Block], choice: Picked) -> list[Mapping[str, Any]]:
    """The lines of a choice: what is always included, the package, the options."""
    rows = [row for block in blocks if block["type"] == "price" for row in block["rows"]]
    rows += [row for block in packages(blocks) if block["id"] == choice.package for row in block["rows"]]
    return rows + [row for key, row in options(blocks) if key in choice.options]


def every_price(blocks: Sequence[Block]) -> list[Picked]:
    """Choices whose prices a schedule has to fit: each package alone, and each with all options."""
    offered = [block["id"] for block in packages(blocks)] or [""]
    everything = tuple(key for key, _ in options(blocks))
    return [Picked(package, taken) for package in offered for taken in dict.fromkeys(((), everything))]
