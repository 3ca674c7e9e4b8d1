"""Olivia at the client's pages."""

import pytest


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)
