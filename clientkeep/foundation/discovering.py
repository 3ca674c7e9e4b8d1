"""Finding modules of one name in every room, such as each jobs.py or checks.py."""

from importlib import import_module
from pathlib import Path

from django.apps import apps


def import_each(stem: str) -> tuple[str, ...]:
    """Import each `<stem>.py` of Clientkeep's apps, rooms included; returns their dotted names in order."""
    names = []
    for app in apps.get_app_configs():
        if app.name.startswith("clientkeep."):
            root = Path(app.path)
            for path in sorted(root.rglob(f"{stem}.py")):
                names.append(".".join([app.name, *path.relative_to(root).with_suffix("").parts]))
    for name in names:
        import_module(name)
    return tuple(names)
