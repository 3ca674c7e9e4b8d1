"""The page to read the API on, made from its OpenAPI document."""

from html import unescape

from clientkeep.overview.api.openapi import document, operations


def test_every_operation_stands_on_the_page(as_member, cast, client):
    assert client.get("/api/v1/docs/").status_code == 302
    page = as_member(cast.mia).get("/api/v1/docs/")
    text = unescape(page.content.decode())
    assert page.status_code == 200
    for address, method, operation in operations(document()):
        assert f'id="op-{operation["operationId"]}"' in text
        assert f"{method.upper()}</span> <code" in text and address in text
    assert "`" not in text and "<script>" not in text and "cdn" not in text
