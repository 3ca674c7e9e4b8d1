"""The pages of the ledger, a change order from form to acceptance in the portal, and programs."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.lifecycle.agreements.models import ChangeOrder
from clientkeep.lifecycle.agreements.scope.change_order import Added
from clientkeep.lifecycle.agreements.scope.giving import give
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.relationship.clients import once
from clientkeep.relationship.portal.models import PortalKey
from clientkeep.workspace.members.models import ApiToken

LINES = [{"description": "Design", "unit_price": "1200"}, {"description": "Build", "unit_price": "800"}]


@pytest.fixture
def agreement(cast):
    quote = cast.document("quote", lines=LINES, title="Website")
    quote.accept(cast.by, "Jo March")
    return quote


def token(cast):
    return once.mint(cast.acting(cast.olivia))


def test_a_change_order_goes_from_the_form_to_the_clients_yes(cast, client, as_member, agreement):
    page, address = as_member(cast.olivia), f"/documents/{agreement.pk}/scope/"
    assert "Write a change order" in page.get(address).content.decode()
    design, build = (each.item for each in agreed_of(agreement).items)
    sent = {"title": "A <b>second</b> page", "because": "", "what_0": "Second page", "price_0": "450", "due_0": "2030-05-02", f"out_{build}": "on", f"rounds_{design}": "3", "form_token": token(cast)}
    refused = page.post(f"{address}change/", {**sent, "price_0": ""})
    assert (refused.status_code, "Say what it costs" in refused.content.decode()) == (422, True)
    assert page.post(f"{address}change/", {**sent, "price_0": "4.505"}).status_code == 422
    assert [page.post(f"{address}change/", sent).status_code for _ in range(2)] == [302, 302]
    change = ChangeOrder.objects.get(kind="change_order")
    shown = page.get(f"/documents/{change.pk}/").content.decode()
    assert "A &lt;b&gt;second&lt;/b&gt; page" in shown
    assert "a draft" in page.get(address).content.decode()
    change.issue(cast.by)
    _, secret = PortalKey.make(cast.acme, "portal", cast.jo)
    client.logout()
    client.get(f"/p/{secret}/")
    paper = client.get(f"/p/documents/{change.pk}/").content.decode()
    assert "Taken out: Build" in paper
    assert client.post(f"/p/documents/{change.pk}/acceptance/", {"name": "Jo March"}).status_code == 302
    assert agreed_of(agreement).price_minor == 165_000
    assert "/p/agreed/" in client.get("/p/").content.decode()
    assert "Second page" in client.get("/p/agreed/").content.decode()


def test_a_past_day_is_shown_by_its_address(cast, as_member, agreement):
    page, address = as_member(cast.olivia), f"/documents/{agreement.pk}/scope/"
    assert "Nothing was agreed by that day" in page.get(f"{address}?on=2020-01-01").content.decode()
    assert "That is no day" in page.get(f"{address}?on=soon").content.decode()
    assert "Design" in page.get(address).content.decode()


def test_a_gift_is_given_read_and_taken_back(cast, client, as_member, agreement):
    page, address = as_member(cast.olivia), f"/documents/{agreement.pk}/scope/"
    assert page.post(f"{address}gifts/", {"what": "Icons", "value": "", "form_token": token(cast)}).status_code == 422
    sent = {"what": "Icons", "value": "200", "form_token": token(cast)}
    assert [page.post(f"{address}gifts/", sent).status_code for _ in range(2)] == [302, 302]
    assert "Given on top so far" in page.get(f"/clients/{cast.acme.pk}/scope/").content.decode()
    gift = agreed_of(agreement).gifts[0].item
    _, secret = PortalKey.make(cast.acme, "portal", cast.jo)
    client.logout()
    client.get(f"/p/{secret}/")
    told = client.get("/p/agreed/").content.decode()
    assert ("Icons" in told, "a gift from us" in told) == (True, True)
    page = as_member(cast.olivia)
    assert [page.post(f"{address}gifts/{gift}/removal/").status_code for _ in range(2)] == [302, 409]
    assert agreed_of(agreement).gifts == ()


def test_what_has_no_ledger_is_not_there(cast, as_member):
    quote = cast.document("quote")
    assert as_member(cast.olivia).get(f"/documents/{quote.pk}/scope/").status_code == 404
    assert "Nothing is agreed yet" in as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/scope/").content.decode()


def test_the_client_page_and_the_quote_say_what_is_agreed(cast, as_member, agreement):
    page = as_member(cast.olivia)
    assert "USD 2000.00" in page.get(f"/clients/{cast.acme.pk}/").content.decode()
    assert "See what is agreed" in page.get(f"/documents/{agreement.pk}/").content.decode()


def test_the_ledger_costs_the_same_for_one_entry_and_for_many(cast, as_member, agreement):
    page = as_member(cast.olivia)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert page.get(path).status_code == 200
        return len(seen)

    paths = (f"/documents/{agreement.pk}/scope/", f"/clients/{cast.acme.pk}/scope/", f"/documents/{agreement.pk}/scope/change/")
    queries(paths[0])
    before = [queries(path) for path in paths]
    for at in range(6):
        give(agreement, cast.by, f"Extra {at}", 1_000)
        change = ChangeOrder.write(agreement, cast.by, title=f"More {at}", added=[Added(f"Page {at}", 100)])
        change.issue(cast.by)
        if at % 2:
            change.accept(cast.by)
    assert [queries(path) for path in paths] == before
    assert max(before) <= 15


def test_a_program_reads_changes_and_gives(cast, client, agreement):
    _, secret = ApiToken.issue(cast.olivia, "A program", ["documents.see", "documents.draft"])

    def call(method, path, body=None):
        more = {"data": json.dumps(body)} if body is not None else {}
        return getattr(client, method)(f"/api/v1/documents/{agreement.pk}{path}", HTTP_AUTHORIZATION=f"Bearer {secret}", content_type="application/json", **more)

    told = call("get", "/scope").json()
    assert (told["price"], [each["what"] for each in told["items"]]) == ("2000.00", ["Design", "Build"])
    assert call("get", "/scope?on=2020-01-01").json()["price"] == "0.00"
    keys = [each["item_id"] for each in told["items"]]
    made = call("post", "/change-orders", {"title": "More", "added": [{"what": "Page", "amount": "450"}], "removed": [keys[1]], "moved": [{"item_id": keys[0], "due_on": "2030-05-02"}]})
    assert (made.status_code, made.json()["price_before"], made.json()["price_after"]) == (201, "2000.00", "1650.00")
    assert "The payment “All” of $2,000.00 becomes $1,650.00." in made.json()["follows"]
    assert told["payments"] == [{"what": "All", "when": "with the invoice", "amount": "2000.00", "invoiced": "0.00"}]
    assert call("post", "/change-orders", {"title": "Nothing"}).status_code == 422
    gift = call("post", "/scope/gifts", {"what": "Icons", "value": "200"}).json()
    assert call("get", "/scope").json()["given"] == "200.00"
    assert call("delete", f"/scope/gifts/{gift['item_id']}").status_code == 204
    assert call("get", "/scope").json()["gifts"] == []
