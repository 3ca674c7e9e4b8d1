from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "clientkeep.relationship.rhythm"
    label = "rhythm"

    def ready(self) -> None:
        from .dates import events as of_dates  # noqa: F401
        from .dates import panels as dates  # noqa: F401
        from .handovers import events as of_handovers  # noqa: F401
        from .handovers import panels as handovers  # noqa: F401
        from .handovers import reactions as hearing  # noqa: F401
        from .plans import events, panels, reactions  # noqa: F401  what plans announce, show, and hear
