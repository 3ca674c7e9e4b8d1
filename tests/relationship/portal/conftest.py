import pytest
from django.test import Client as Browser

from clientkeep.relationship.portal.links import new_link


@pytest.fixture
def open_portal():
    """`page = open_portal(contact, document)` is a browser that came in by a fresh link."""

    def come_in(contact, document=None, client=None):
        browser = Browser()
        answer = browser.get(new_link(client or contact.client, contact, document), secure=False)
        assert answer.status_code == 302
        return browser

    return come_in
