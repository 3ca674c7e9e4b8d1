"""Which offer is for which opportunity, by program."""

from clientkeep.lifecycle.sales.models import Opportunity
from tests.lifecycle.agreements.proposals.offer import proposal


def test_an_offer_is_linked_told_and_unlinked(cast, api):
    asked = Opportunity.begin(cast.north, cast.by, "A new site", client=cast.acme)
    call = api(cast.olivia)
    made = proposal(cast, issued=False)
    assert call.get(f"/documents/{made.pk}/opportunity").json()["opportunity_id"] is None
    assert call.put(f"/documents/{made.pk}/opportunity", {"opportunity_id": str(asked.pk)}).json()["opportunity_id"] == str(asked.pk)
    assert [each["state"] for each in call.get(f"/opportunities/{asked.pk}/offers").json()["items"]] == ["draft"]
    assert call.put(f"/documents/{made.pk}/opportunity", {"opportunity_id": None}).json()["opportunity_id"] is None
    assert call.put(f"/documents/{made.pk}/opportunity", {"opportunity_id": str(made.pk)}).status_code == 422
    stage = call.get("/stages").json()["items"][2]
    assert stage["after_sending"] is True
