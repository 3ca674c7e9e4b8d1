"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from clientkeep.config.serving.lifeline import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
die_with_parent()
application = get_wsgi_application()


def _warm_up() -> None:
    """Check the database's promises and read the addresses before the first visitor waits for it."""
    from django.urls import get_resolver

    from clientkeep.config.durability import check_durability

    check_durability()
    _ = get_resolver().url_patterns


if os.environ.get("CLIENTKEEP_TREE"):
    _warm_up()
