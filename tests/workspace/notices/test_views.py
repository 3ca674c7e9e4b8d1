"""The page of notices, the bell, and the two settings pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clientkeep.workspace.members.beside import beside
from clientkeep.workspace.notices.models import Notice, Preferences, Webhook


@pytest.fixture
def page(owned, as_member):
    return as_member(owned.olivia)


def text_of(page, name, query=""):
    return page.get(reverse(name) + query).content.decode()


def test_an_empty_page_teaches(page):
    seen = text_of(page, "notices:list")
    assert "Nothing to tell you yet" in seen
    assert reverse("notices:own") in seen
    assert "tab__count" not in seen


def test_unread_stand_first_and_the_bell_counts_them(page, writes):
    writes("First")
    writes("Second")
    Notice.objects.order_by("-pk").first().read()
    seen = text_of(page, "notices:list")
    assert seen.index("First") < seen.index("Second")
    assert '<span class="tab__count">1<span class="visually-hidden"> unread</span>' in text_of(page, "clients:list")
    assert "Second" not in text_of(page, "notices:list", "?show=unread")
    narrowed = text_of(page, "notices:list", "?kind=paid")
    assert "Nothing fits" in narrowed and f'href="{reverse("notices:list")}">Show all</a>' in narrowed
    assert "?show=unread&amp;kind=" in seen and "An answer is late" in seen
    assert "First" in text_of(page, "notices:list", "?kind=message")
    assert "First" in text_of(page, "notices:list", "?kind=nonsense&most=x")


def test_opening_marks_as_read_and_leads_there_and_looking_does_not(page, writes):
    said = writes()
    notice = Notice.objects.get()
    page.get(reverse("notices:list"))
    assert page.get(reverse("notices:opening", args=[notice.pk])).status_code == 405
    assert Notice.objects.unread().count() == 1
    answer = page.post(reverse("notices:opening", args=[notice.pk]))
    assert answer.url == reverse("inbox:thread", args=[said.thread_id])
    assert Notice.objects.unread().count() == 0
    page.post(reverse("notices:reading", args=[notice.pk]), {"as": "unread"})
    assert Notice.objects.unread().count() == 1
    page.post(reverse("notices:reading", args=[notice.pk]))
    assert Notice.objects.unread().count() == 0


def test_all_are_marked_at_once_ones_own_alone(page, cast, writes):
    writes()
    writes(client=cast.bloom, contact=cast.ben)
    page.post(reverse("notices:read_all"))
    assert not Notice.objects.filter(member=cast.olivia, read_at=None).exists()
    assert Notice.objects.filter(member=cast.theo, read_at=None).exists()


def test_long_lists_come_in_pieces(page, cast, writes):
    for number in range(53):
        writes(f"Number {number:02}.", work=number == 52)
    seen = text_of(page, "notices:list")
    assert seen.count("notices-list__item") == 50
    assert text_of(page, "notices:list", "?most=100").count("notices-list__item") == 53


def test_the_count_costs_the_owner_no_question(page, writes):
    def asked():
        with CaptureQueriesContext(connection) as said:
            page.get(reverse("clients:list"))
        return len(said)

    asked()
    before = asked()
    writes()
    assert asked() == before
    assert "unread_notices" in beside()


def test_a_member_chooses_and_it_is_kept(page, cast):
    form = page.get(reverse("notices:own")).context["form"]
    given = {**{f"way_{kind.slug}": "app" for kind in form.kinds}, "windows": "8, 17:30", "quiet_since": "20:00", "quiet_until": "7"}
    given |= {"way_message": "digest", "hook_paid": "on"}
    assert page.post(reverse("notices:own"), given).status_code == 302
    kept = Preferences.of(cast.olivia)
    assert (kept.ways["message"], kept.hooked, kept.windows, kept.quiet_since, kept.quiet_until) == ("digest", ["paid"], [480, 1050], 1200, 420)
    for wrong in ({"quiet_until": ""}, {"windows": "soon"}, {"way_message": "pigeon"}, {"quiet_since": "7"}):
        answer = page.post(reverse("notices:own"), {**given, **wrong})
        assert answer.status_code == 422, wrong
    assert Preferences.of(cast.olivia).windows == [480, 1050]


def test_an_accountant_chooses_only_what_may_be_told(cast, as_member):
    kinds = {kind.slug for kind in as_member(cast.carla).get(reverse("notices:own")).context["form"].kinds}
    assert "paid" in kinds and "message" not in kinds


def test_a_webhook_is_set_tested_and_removed(page, slack, cast):
    assert page.post(reverse("notices:own_hook"), {"url": "https://10.0.0.1/x"}).status_code == 422
    assert page.post(reverse("notices:own_hook"), {"url": ""}).status_code == 422
    assert page.post(reverse("notices:own_hook"), {"url": slack.url}).status_code == 302
    seen = page.post(reverse("notices:own_test"))
    assert seen.status_code == 200 and "It works" in seen.content.decode()
    assert slack.texts and "test" in slack.texts[0]
    slack.status, slack.body = 403, b"<script>invalid_token</script>"
    seen = page.post(reverse("notices:own_test"))
    assert seen.status_code == 422
    assert "403" in seen.content.decode() and "<script>invalid" not in seen.content.decode()
    page.post(reverse("notices:own_remove"))
    assert not Webhook.objects.exists()
    assert page.post(reverse("notices:own_test")).status_code == 404


def test_tries_are_counted(page, slack):
    page.post(reverse("notices:own_hook"), {"url": slack.url})
    codes = [page.post(reverse("notices:own_test")).status_code for _ in range(13)]
    assert codes[:11] == [200] * 11 and codes[-1] == 429


def test_the_firms_webhook_is_the_owners(page, slack, cast, client):
    assert page.post(reverse("notices:firm"), {"url": slack.url, "kinds": ["message", "paid"]}).status_code == 302
    hook = Webhook.objects.get(member=None)
    assert hook.kinds == ["message", "paid"]
    assert page.post(reverse("notices:firm"), {"url": "", "kinds": ["paid"]}).status_code == 302
    hook.refresh_from_db()
    assert hook.kinds == ["paid"]
    assert page.post(reverse("notices:firm_test")).status_code == 200
    Webhook.objects.update(is_paused=True, failures=4)
    assert "Paused." in text_of(page, "notices:firm")
    page.post(reverse("notices:firm_resume"))
    assert not Webhook.objects.get().is_paused
    page.post(reverse("notices:firm_remove"))
    assert not Webhook.objects.exists()


def test_an_admin_does_not_reach_the_firms_webhook(cast, as_member):
    assert as_member(cast.adam).get(reverse("notices:firm")).status_code == 403
