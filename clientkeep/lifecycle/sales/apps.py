from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "clientkeep.lifecycle.sales"
    label = "sales"

    def ready(self) -> None:
        from .booking import registering  # noqa: F401  what it writes, shows and lets one set
        from .guides import registering as guides  # noqa: F401  what it shows and lets one set
        from .inquiries import registering as inquiries  # noqa: F401  what it writes and lets one set
        from .opportunities import registering as opportunities  # noqa: F401  what it shows and lets one set
        from .qualification import registering as qualification  # noqa: F401  what it guards, shows and lets one set
        from .showcase import registering as showcase  # noqa: F401  its letter
