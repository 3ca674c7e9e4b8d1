"""A template by program: kept, given an edition, begun with."""

from tests.lifecycle.agreements.proposals.offer import BLOCKS, proposal


def test_from_one_client_to_the_next(cast, api):
    call = api(cast.olivia)
    first = proposal(cast, [{"type": "text", "text": "For {client.name}."}, *BLOCKS[1:]])
    kept = call.post(f"/documents/{first.pk}/template", {"name": "Site"})
    assert kept.status_code == 201, kept.content
    at = f"/proposal-templates/{kept.json()['id']}"
    assert kept.json()["blocks"][0]["text"] == "For {client.name}."
    assert call.post(f"/documents/{first.pk}/template", {"name": "Site"}).status_code == 422
    assert call.post(f"/documents/{first.pk}/template", {"template_id": str(first.pk)}).status_code == 422
    second = proposal(cast, BLOCKS[:2], issued=False)
    assert call.post(f"/documents/{second.pk}/template", {"template_id": kept.json()["id"]}).json()["edition"] == 2
    begun = call.post(f"{at}/proposals", {"client_id": str(cast.bloom.pk), "title": "A site"})
    assert begun.status_code == 201, begun.content
    assert [block["type"] for block in begun.json()["blocks"]] == ["text", "price"]
    assert call.post(f"{at}/archive", {}).json()["archived_at"]
    assert call.get("/proposal-templates").json()["items"] == []
    assert call.delete(f"{at}/archive").json()["archived_at"] is None
    assert call.post(f"{at}/proposals", {"client_id": str(cast.zephyr.pk)}).status_code == 422
