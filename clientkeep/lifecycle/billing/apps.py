from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class BillingConfig(AppConfig):
    name = "clientkeep.lifecycle.billing"
    label = "billing"

    def ready(self) -> None:
        from . import events, kinds, notices, panels, reactions  # noqa: F401  what this stage announces, offers, shows and hears
        from .invoices import client_updates  # noqa: F401  what updates tell of money
        from .invoices import panels as invoice_panels  # noqa: F401
        from .payments import (
            lateness,  # noqa: F401  what speaks against working for a client again
            merging,  # noqa: F401
        )
        from .schedules import panels as schedule_panels  # noqa: F401
        from .schedules import reactions as schedule_reactions  # noqa: F401

        post_migrate.connect(lay_guards, sender=self)


def lay_guards(using: str, **_) -> None:
    """Lay this app's triggers after each migrate."""
    from .triggers import GUARDS

    for guard in GUARDS:
        guard.lay(connections[using])
