"""The web server of the control runs: the same product with one safeguard taken away, which the run must notice.

`number-lock-off`: the number is read when a request arrives, before anything is locked.
`form-look-off`: a form's token is not looked for among what is written already.
Those that keep clients stand in `weak_keeping`; the worker is weakened there too.
"""

import threading
from typing import Any

from .weak_keeping import WEAKNESSES, weaken

NAMES = ("number-lock-off", "form-look-off", *WEAKNESSES)
ISSUES = ("/sending/", "/issue", "/send")
_read = threading.local()


def main() -> None:
    """Serve as the product does, with this module's application."""
    import granian

    from clientkeep.config.serving import web

    serve = granian.Granian
    granian.Granian = lambda target, **options: serve("tests.faults.weakened:application", **options)
    web.main()


def __getattr__(name: str) -> Any:
    if name != "application":
        raise AttributeError(name)
    from clientkeep.config.wsgi import application as whole
    from clientkeep.foundation import faults
    from clientkeep.relationship.documents import once
    from clientkeep.relationship.documents.models import Document

    weaken()
    if faults.armed("number-lock-off"):
        Document._number_without_lock = lambda document: getattr(_read, "number", None)
    if faults.armed("form-look-off"):
        once.written = lambda rows, form_token, write: _written(write)

    def application(environ, start_response):
        _read.number = _coming() if environ["PATH_INFO"].endswith(ISSUES) else None
        return whole(environ, start_response)

    return application


def _coming() -> int | None:
    from clientkeep.foundation import clock
    from clientkeep.relationship.documents.models import NumberSeries

    series = NumberSeries.objects.filter(kind="invoice").first()
    return series.peek(clock.today("UTC").year) if series else None


def _written(write):
    from django.db import transaction

    with transaction.atomic():
        return write()


if __name__ == "__main__":
    main()
