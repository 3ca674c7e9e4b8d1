"""Every page in a real Chromium: axe finds nothing, nothing overflows at 400 % zoom, the console says nothing.

The pages are those of the address table over the demo firm, an empty firm and an empty database (tests/look).
"""

import pytest

from tests.look.desk import served
from tests.look.looking import VARIANTS, _violations, look

pytestmark = pytest.mark.browser
LEAST_PAGES = 80


@pytest.fixture(scope="module")
def firms():
    with served() as firms:
        yield firms


@pytest.fixture(scope="module")
def states():
    """Who is signed in where, kept for the module: the ways in are one-time."""
    return {}


def _found(chromium, firms, states, width, scheme, axe=True):
    seen = [each for firm in firms for each in look(chromium, firm, states, width, scheme, axe)]
    assert len(seen) >= LEAST_PAGES, "most pages were not looked at"
    return [(each.page.label, each.status, each.overflow, each.axe, each.console) for each in seen if not each.is_good]


def test_no_page_overflows_at_four_times_the_size(chromium, firms, states):
    """320 pixels are 1280 at 400 % zoom."""
    assert not _found(chromium, firms, states, 320, "light", axe=False)


def test_axe_finds_nothing(chromium, firms, states):
    assert not _found(chromium, firms, states, 1440, "light")


@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), [variant for variant in VARIANTS if variant != (1440, "light")])
def test_axe_finds_nothing_in_any_width_and_scheme(chromium, firms, states, width, scheme):
    assert not _found(chromium, firms, states, width, scheme)


def test_axe_does_find_what_is_wrong(page):
    """Else that it finds nothing says nothing."""
    page.set_content('<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><img src="x"><input></main></html>')
    assert [finding.split(":")[0] for finding in _violations(page)] == ["image-alt", "label"]
