"""The list's filters as a sentence of menus: "Active · any tier · all owners"."""

from dataclasses import dataclass

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .listing import MISSING, SORTS, TIERS, Listing
from .model import STAGE_LABELS
from .slots import CLIENT_FILTERS, CLIENT_ORDERS
from .tags import known_tags


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Menu:
    """One menu: what it filters, its words in the sentence, its choices."""

    label: str
    words: str
    choices: list[Choice]
    is_set: bool


def menus_of(acting: Acting, listing: Listing, team: list[Member]) -> list[Menu]:
    """Return the menus of a listing, in the order of the sentence."""
    owners = {"me": "yours", "none": "without an owner"}
    owners |= {str(member.pk): f"{member}’s" for member in team if member.pk != acting.member.pk}
    menus = [
        _menu(listing, "stage", "Stage", "All stages", STAGE_LABELS),
        _menu(listing, "tier", "Tier", "any tier", TIERS),
        _menu(listing, "owner", "Owner", "all owners", owners),
    ]
    tags = known_tags(acting)
    if tags or listing.tag:
        shown = dict.fromkeys([*tags, listing.tag] if listing.tag else tags)
        menus.append(_menu(listing, "tag", "Tag", "any tag", {tag: f"tagged {tag}" for tag in shown}))
    if len(CLIENT_FILTERS.keys()):
        money = {key: CLIENT_FILTERS[key].words for key in CLIENT_FILTERS.keys()}  # noqa: SIM118
        menus.append(_menu(listing, "money", "Money", "owing or not", money))
    menus.append(_menu(listing, "missing", "Missing", "complete or not", {key: words for key, (words, _) in MISSING.items()}))
    archived = Menu(
        "Archive", "archived" if listing.archived else "not archived",
        [
            Choice("not archived", listing.address(archived=False), not listing.archived),
            Choice("archived", listing.address(archived=True), listing.archived),
        ],
        listing.archived,
    )  # fmt: skip
    return [*menus, archived]


def sorts_of(listing: Listing) -> Menu:
    """The ways to sort, for narrow pages where the table has no head."""
    known = {**SORTS, **{key: CLIENT_ORDERS[key].label for key in CLIENT_ORDERS.keys()}}  # noqa: SIM118
    choices = [Choice(label, listing.address(sort=key), key == listing.sort) for key, label in known.items()]
    return Menu("Sort", f"by {known[listing.sort].lower()}", choices, listing.sort != "name")


def _menu(listing: Listing, name: str, label: str, all_words: str, known: dict[str, str]) -> Menu:
    chosen = getattr(listing, name)
    choices = [Choice(all_words, listing.address(**{name: ""}), not chosen)]
    choices += [Choice(words, listing.address(**{name: key}), key == chosen) for key, words in known.items()]
    return Menu(label, known.get(chosen, all_words) if chosen else all_words, choices, bool(chosen))


def colleagues(acting: Acting) -> list[Member]:
    """The people of the firm."""
    return list(acting.workspace.members.filter(disabled_at=None).select_related("user").order_by("created_at")[:100])
