"""Fixtures shared by all tests."""

import os
import shutil

import pytest

from tests.cast import Cast, gather
from tests.strict import make_strict


def pytest_configure():
    make_strict()


@pytest.fixture(scope="session")
def chromium():
    """The one browser of the run: CLIENTKEEP_CHROMIUM, or the system's own. Its driver cannot be started twice in a process."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CLIENTKEEP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def _emptying_lifts_the_guards():
    """A test's database is emptied after it; what the product forbids is lifted for that, and laid anew by the flush."""
    from django.db import connection

    # Of the class, since a test with a browser meets another connection than this one.
    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def lift_then_empty(self, statements):
        if self.connection.vendor == "sqlite":
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
        return empty(self, statements)

    operations.execute_sql_flush = lift_then_empty
    yield
    operations.execute_sql_flush = empty


@pytest.fixture
def cast(db) -> Cast:
    """The cast of tests/cast.py, on record."""
    return gather()


@pytest.fixture
def as_member(client):
    """Sign a member in: `page = as_member(cast.olivia)` returns the test client."""

    def sign_in(member):
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
