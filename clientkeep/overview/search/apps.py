from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "clientkeep.overview.search"
    label = "search"

    def ready(self) -> None:
        from clientkeep.relationship.clients.slots import CLIENT_FINDERS, ClientFinder

        from .pieces import holding_all, holding_some

        CLIENT_FINDERS.add("search", ClientFinder(holding_all, holding_some))
        post_migrate.connect(lay_guards, sender=self)


def lay_guards(using: str, **_) -> None:
    """Lay this app's triggers after each migrate."""
    from .triggers import GUARDS

    for guard in GUARDS:
        guard.lay(connections[using])
