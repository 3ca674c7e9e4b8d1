"""Payment gateways: each is one subfolder that registers itself. Deleting the folder removes the gateway."""

import importlib
import pkgutil
from collections.abc import Iterable

from clientkeep.foundation.registry import Registry

from .protocol import Gateway

_REGISTRY: Registry[Gateway] = Registry("payment gateway")


def register(gateway: Gateway) -> Gateway:
    """Offer a gateway under its slug; ValueError where the slug is taken."""
    return _REGISTRY.add(gateway.slug, gateway)


def all_gateways() -> list[Gateway]:
    """Return every gateway whose folder is installed, by slug."""
    discover(__path__, __name__)
    return sorted(_REGISTRY, key=lambda gateway: gateway.slug)


def find_gateway(slug: str) -> Gateway | None:
    """Return the gateway of this slug, or None when its folder is not installed."""
    discover(__path__, __name__)
    return _REGISTRY.get(slug)


def discover(folders: Iterable[str], package: str) -> list[str]:
    """Import every subfolder of a package, which lets it register; returns their names."""
    names = [name for _, name, is_folder in pkgutil.iter_modules(folders) if is_folder]
    for name in names:
        importlib.import_module(f"{package}.{name}")
    return names
