"""A review goes through every client once, is taken up where it was left, and ends with what was decided."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.retention.models import Review, ReviewCard
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Promise
from clientkeep.workspace.journal.models import Event


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def begun(page) -> Review:
    page.post(reverse("reviews:begin"))
    return Review.objects.get(finished_at=None)


def decide(page, review, client, act="keep", **typed):
    return page.post(reverse("reviews:card", args=[review.pk]), {"client": str(client.pk), "act": act, **typed})


def test_whoever_needs_a_word_first_comes_first(cast, page):
    with clock.moved(clock.now() - dt.timedelta(days=10)):
        Promise.make(cast.bloom, side="ours", what="send the draft", by=cast.by, due_on=cast.north.today() + dt.timedelta(days=2))
    review = begun(page)
    assert review.order == [str(cast.bloom.pk), str(cast.acme.pk)]
    said = page.get(reverse("reviews:card", args=[review.pk])).content.decode()
    assert "Bloom &amp; Co" in said and "Tell them about the promise that is late" in said


def test_it_goes_on_where_it_was_left_and_ends_with_what_was_decided(cast, page):
    review = begun(page)
    first, second = (Client.objects.get(pk=pk) for pk in review.order)
    decide(page, review, first, step="Ring Jo", step_on="2999-01-05", note="Ask about the second shop.")
    assert begun(page) == review and page.get(reverse("reviews:card", args=[review.pk])).context["client"] == second
    assert decide(page, review, second, act="skip").status_code == 302
    assert page.get(reverse("reviews:card", args=[review.pk])).url == reverse("reviews:summary", args=[review.pk])
    said = page.get(reverse("reviews:summary", args=[review.pk])).content.decode()
    assert "Ring Jo" in said and "Ask about the second shop." in said and "1 passed over" in said
    first.refresh_from_db()
    assert (first.next_step, first.next_step_on) == ("Ring Jo", dt.date(2999, 1, 5))


def test_a_note_for_next_time_stands_on_the_next_card(cast, page):
    review = begun(page)
    decide(page, review, cast.acme, note="Mara is away until June.")
    page.post(reverse("reviews:finish", args=[review.pk]))
    following = begun(page)
    assert following != review
    decide(page, following, cast.bloom)
    assert "Mara is away until June." in page.get(reverse("reviews:card", args=[following.pk])).content.decode()


def test_what_is_wrong_is_named_with_what_was_typed_still_there(cast, page):
    review = begun(page)
    refused = decide(page, review, cast.acme, step_on="2999-01-05", note="Still here")
    assert refused.status_code == 422 and "Say what the next step is." in refused.content.decode() and "Still here" in refused.content.decode()
    assert not ReviewCard.objects.exists()


def test_a_card_sent_twice_is_one_card_and_one_line_of_history(cast, page):
    review = begun(page)
    for _ in range(2):
        decide(page, review, cast.acme, note="Once")
    assert ReviewCard.objects.count() == 1 and Event.objects.filter(slug="review.client").count() == 1


def test_a_finished_review_takes_no_more(cast, page):
    review = begun(page)
    for _ in range(2):
        page.post(reverse("reviews:finish", args=[review.pk]))
    assert Event.objects.filter(slug="review.finished").count() == 1
    with pytest.raises(Conflict):
        review.keep(cast.acme, cast.by, note="too late")
    assert decide(page, review, cast.acme, note="too late").status_code == 422


def test_a_client_that_came_later_is_for_the_next_review(cast, page):
    review = begun(page)
    late = Client.add(cast.north, cast.by, name="Late Ltd")
    with pytest.raises(Conflict):
        review.skip(late, cast.by)


def test_a_review_is_its_member_s_own_and_holds_only_what_they_see(cast, page, client):
    review = begun(page)
    client.logout()
    client.force_login(cast.mia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("reviews:card", args=[review.pk])).status_code == 404
    client.post(reverse("reviews:begin"))
    own = Review.objects.get(member=cast.mia)
    assert own.order == [str(cast.acme.pk)]
    assert decide(client, own, cast.bloom, note="x").status_code == 404


def test_whoever_went_out_of_sight_is_passed_by(cast, page):
    review = begun(page)
    cast.acme.archive(cast.by)
    assert page.get(reverse("reviews:card", args=[review.pk])).context["client"] == cast.bloom


def test_opening_a_card_changes_nothing(cast, page):
    review = begun(page)
    before = Event.objects.count()
    page.get(reverse("reviews:card", args=[review.pk]))
    page.get(reverse("reviews:start"))
    assert Event.objects.count() == before and not ReviewCard.objects.exists()


def test_the_next_card_costs_the_same_for_two_hundred_clients(cast, page, django_assert_max_num_queries):
    for number in range(40):
        Client.add(cast.north, cast.by, name=f"Client {number:03}")
    review = begun(page)
    with django_assert_max_num_queries(15):
        page.get(reverse("reviews:card", args=[review.pk]))
