import pytest
from django.test import Client as Browser

from clientkeep.relationship.portal.links import new_link


@pytest.fixture
def as_jo(cast):
    """A browser that Jo's portal link has opened."""
    browser = Browser()
    assert browser.get(new_link(cast.acme, cast.jo, None)).status_code == 302
    return browser
