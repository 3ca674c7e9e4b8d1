"""Finding every room's jobs.py, so that schedules and tasks are known before the first claim."""

from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps


@cache
def find_jobs() -> tuple[str, ...]:
    """Import each jobs.py of Clientkeep's apps, rooms included; returns their dotted names."""
    names = []
    for app in apps.get_app_configs():
        if app.name.startswith("clientkeep."):
            root = Path(app.path)
            for path in sorted(root.rglob("jobs.py")):
                names.append(".".join([app.name, *path.relative_to(root).with_suffix("").parts]))
    for name in names:
        import_module(name)
    return tuple(names)
