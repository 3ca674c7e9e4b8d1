"""Fixtures shared by all tests."""

import pytest

from tests.cast import Cast, gather


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
