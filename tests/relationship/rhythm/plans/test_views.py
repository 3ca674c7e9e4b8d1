"""The pages of a plan, and its sign on the client's page."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.clients.signs import signs_of
from clientkeep.relationship.rhythm.models import PlanLine

MONDAY = dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


@pytest.fixture
def line(cast):
    with clock.moved(MONDAY):
        return PlanLine.add(cast.acme, cast.by, contact=cast.jo, channel="call", every="P2W", owner=cast.theo)


def test_a_line_is_added_once_from_the_page(cast, page):
    address = reverse("rhythm:plan", args=[cast.acme.pk])
    shown = page.get(address)
    assert "No plan yet" in shown.content.decode()
    typed = {"contact": str(cast.jo.pk), "channel": "call", "every": "2", "unit": "week", "purpose": "Keep <b>warm</b>"}
    for _ in range(2):
        assert page.post(address, {**typed, "form_token": shown.context["form_token"]}).url == address
    assert PlanLine.objects.get().how == "call, every 2 weeks"
    said = page.get(address).content.decode()
    assert "Keep &lt;b&gt;warm&lt;/b&gt;" in said and "<b>warm" not in said


@pytest.mark.parametrize("wrong", [{"every": ""}, {"every": "0"}, {"unit": "year"}, {"channel": "pigeon"}, {"every": "300", "unit": "week"}])
def test_what_is_wrong_stands_at_its_field(cast, page, wrong):
    address = reverse("rhythm:plan", args=[cast.acme.pk])
    token = page.get(address).context["form_token"]
    typed = {"every": "2", "unit": "week", "purpose": "Keep warm", "form_token": token, **wrong}
    answer = page.post(address, typed)
    assert answer.status_code == 422 and not PlanLine.objects.exists()
    assert wrong.keys() & answer.context["form"].errors.keys() and "Keep warm" in answer.content.decode()


def test_a_line_is_moved_skipped_changed_and_taken_out(cast, page, line):
    with clock.moved(MONDAY):
        page.force_login(cast.olivia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        page.post(reverse("rhythm:line_move", args=[line.pk]), {"day": "2026-03-18"})
        assert PlanLine.objects.get().next_on == dt.date(2026, 3, 18)
        assert page.post(reverse("rhythm:line_skip", args=[line.pk]), {"because": ""}).status_code == 422
        page.post(reverse("rhythm:line_skip", args=[line.pk]), {"because": "On leave"})
        assert PlanLine.objects.get().next_on == dt.date(2026, 4, 1)
        page.post(reverse("rhythm:line", args=[line.pk]), {"every": "1", "unit": "month"})
        assert PlanLine.objects.get().every == "P1M"
        page.post(reverse("rhythm:line_remove", args=[line.pk]))
        assert PlanLine.objects.get().removed_at
        assert "Put it back" in page.get(reverse("rhythm:line", args=[line.pk])).content.decode()
        page.post(reverse("rhythm:line_return", args=[line.pk]))
        assert PlanLine.objects.get().removed_at is None


def test_the_sign_says_who_is_next(cast, line):
    acting = cast.acting(cast.olivia)
    with clock.moved(MONDAY + dt.timedelta(days=17)):
        told = {each.label: each for each in signs_of(acting, cast.acme)}["Next contact"]
    assert (told.words, told.meaning, told.more) == ("Jo March, 3 days late", "late", "call, every 2 weeks")
    assert {each.label: each.words for each in signs_of(acting, cast.bloom)}["Next contact"] == "no plan yet"
