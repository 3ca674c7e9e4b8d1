"""A fresh profile of the real Chromium for each test of this folder."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent

# The browser's driver keeps an event loop in the tests' thread; the tests still use the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    """A browser has patience, and a busy machine outlasts it at times: what fails here is tried once more, and told of as RERUN."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def page(chromium):
    """A page in a profile of its own, 1440 by 900."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()
