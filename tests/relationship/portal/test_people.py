"""Who can open the portal: a line on the client's page, and a page with the acts."""

from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.portal.models import PortalKey


def test_the_client_s_page_says_how_many_have_a_link_and_when_one_was_used(cast, as_member):
    page = as_member(cast.olivia)
    assert "nobody has a link yet" in page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    for _ in range(2):
        key, _secret = PortalKey.make(cast.acme, "portal", cast.jo)
    PortalKey.objects.filter(pk=key.pk).update(seen_at=clock.now())
    said = page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    assert "1 person has a link" in said and "Last opened today" in said


def test_links_are_copied_and_ended_on_a_page_of_their_own(cast, as_member):
    page = as_member(cast.olivia)
    people = reverse("portal:people", args=[cast.acme.pk])
    assert page.get(people).content.decode().count("has no link yet") == 2
    shown = page.post(reverse("portal:contact_link", args=[cast.jo.pk])).content.decode()
    assert people in shown
    assert page.get(people).content.decode().count("has no link yet") == 1
    assert page.post(reverse("portal:end_links", args=[cast.jo.pk])).url == people
    assert page.get(people).content.decode().count("has no link yet") == 2


def test_who_only_reads_sees_no_acts(cast, as_member):
    said = as_member(cast.carla).get(reverse("portal:people", args=[cast.acme.pk])).content.decode()
    assert "Jo March" in said and "Copy a link" not in said
