"""The one ranked list: all sources, what was put off left out, the gravest first."""

from importlib import import_module
from pkgutil import iter_modules

from . import putting_off, sources
from .item import SOURCES, Item
from .reading import Reading

SHOWN = 12


def find_sources() -> None:
    """Import every file of the sources folder, so that each registers itself."""
    for module in iter_modules(sources.__path__):
        import_module(f"{sources.__name__}.{module.name}")


def items_for(read: Reading) -> list[Item]:
    """Return what needs this person today, ranked."""
    put_off = putting_off.keys(read.acting.member, read.today)
    found = [item for each in SOURCES if read.acting.may(each.act) for item in each.find(read)]
    return sorted((item for item in found if item.key not in put_off), key=lambda item: (item.rank, item.key))
