import json
import re

import pytest
from django.template.loader import render_to_string

from clientkeep.foundation.ui.views import ERRORS, PAGES

pytestmark = pytest.mark.urls("tests.foundation.ui.catalogue_urls")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_catalogue_stands_under_a_strict_policy(client, page):
    answer = client.get(f"/ui/{page}/")
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert re.search(r"<title>\w[^<]* · Your studio</title>", shown)
    assert '<html lang="' in shown
    assert shown.count("<main ") == 1
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", shown)
    assert not re.search(r"<script(?![^>]*\ssrc=)", shown)


@pytest.mark.parametrize("page", PAGES)
def test_no_two_parts_of_a_page_share_an_id(client, page):
    ids = re.findall(r'\sid="([^"]+)"', client.get(f"/ui/{page}/").content.decode())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("code", ERRORS)
def test_error_pages_offer_a_way_on(client, code):
    shown = client.get(f"/ui/errors/{code}/").content.decode()
    assert "<h1>" in shown
    assert 'href="/"' in shown


def test_the_page_for_a_broken_server_needs_nothing_but_its_code():
    shown = render_to_string("500.html", {"code": "7F3K-22QD"})
    assert "Code 7F3K-22QD" in shown


@pytest.mark.parametrize("address", ["/ui/nothing/", "/ui/errors/418/"])
def test_what_the_catalogue_lacks_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_rail_is_drawn_folded_where_the_cookie_says_so(client):
    client.cookies["rail"] = "folded"
    assert 'data-rail="folded"' in client.get("/ui/today/").content.decode()


def test_the_manifest_is_json_whatever_the_firm_is_called():
    shown = render_to_string("ui/manifest.webmanifest", {"firm_name": 'Bloom "& Co" <b>'})
    assert json.loads(shown)["name"] == 'Bloom "& Co" <b>'


def test_an_edit_in_place_says_what_is_wrong_at_the_field(client):
    shown = client.post("/ui/inline/", {"terms": ""}).content.decode()
    assert 'aria-invalid="true"' in shown
    assert "Write the days" in shown
    assert "30 days" in client.post("/ui/inline/", {"terms": "30 days"}).content.decode()
