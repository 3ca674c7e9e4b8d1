"""Who looks after a client, and who else sees it."""


import pytest

from clientkeep.relationship.clients.models import Client, ClientAccess
from tests.relationship.clients.views.asking import at


def test_choosing_the_owner_and_who_sees_it(cast, page, as_member):
    page.post(at("team", cast.bloom), {"owner": str(cast.theo.pk), "sees": [str(cast.mia.pk)]})
    assert Client.objects.get(pk=cast.bloom.pk).owner == cast.theo
    assert as_member(cast.mia).get(at("detail", cast.bloom)).status_code == 200
    as_member(cast.olivia).post(at("team", cast.bloom), {"owner": ""})
    assert as_member(cast.mia).get(at("detail", cast.bloom)).status_code == 404


@pytest.mark.parametrize("typed", [{"owner": "sid"}, {"owner": "", "sees": ["sid"]}, {"owner": "", "sees": ["theo"]}])
def test_only_members_shown_there_are_taken(cast, page, typed):
    def ids(value):
        return [str(getattr(cast, name).pk) for name in value] if isinstance(value, list) else value and str(getattr(cast, value).pk)

    answer = page.post(at("team", cast.acme), {name: ids(value) for name, value in typed.items()})
    assert answer.status_code == 422
    assert list(ClientAccess.objects.filter(client=cast.acme).values_list("member", flat=True)) == [cast.mia.pk]
