"""One stage for a whole module, taken back at its end."""

import pytest
from django.db import transaction

from tests.house.stage import Stage, set_up


@pytest.fixture(autouse=True)
def _nobody_is_called(settings):
    """The provider's address leads to nowhere on this machine."""
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Stage:
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # code that asks to be outermost meets it, as in any test
        with whole:
            yield set_up()
            transaction.set_rollback(True)

