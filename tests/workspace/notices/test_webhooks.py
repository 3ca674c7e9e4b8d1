"""Webhooks against a real receiver: guarded at both ends, patient with failures, and quiet about the secret."""

import datetime as dt
import time

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.notices.events import WebhookPaused
from clientkeep.workspace.notices.jobs import deliver_what_is_due, post_to_webhook
from clientkeep.workspace.notices.models import Delivery, Notice, Webhook
from clientkeep.workspace.notices.posting import post
from clientkeep.workspace.queue import run_due_jobs

HOURS = dt.timedelta(hours=1)


def strike(times=1):
    for _ in range(times):
        deliver_what_is_due()
        run_due_jobs()


def test_a_notice_is_posted_once_with_one_sentence(owned, slack, hooks, writes, chooses):
    chooses(owned.olivia, hooked=["message"])
    hooks(owned.olivia)
    writes("<!channel> & friends")
    strike(20)
    assert slack.bodies == [{"text": "Acme Studio: Jo March wrote: &lt;!channel&gt; &amp; friends"}]
    assert slack.ids == [str(Delivery.objects.get(channel="hook").pk)]
    assert slack.paths == ["/services/T0/B0/secretXYZ9"]


def test_the_firms_webhook_gets_what_was_ticked_once_for_all_members(cast, slack, hooks, writes):
    hooks(kinds=["message"])
    writes()
    strike(3)
    assert len(slack.texts) == 1
    Webhook.keep(cast.north, None, cast.by, "", [])
    writes()
    strike(3)
    assert len(slack.texts) == 1


def test_a_member_webhook_holds_in_quiet_hours(owned, slack, hooks, writes, chooses, at):
    with at():
        chooses(owned.olivia, hooked=["message"], quiet=("11:00", "13:00"))
        hooks(owned.olivia)
        writes()
        strike(3)
        assert not slack.bodies
    with at(hours=1, minutes=1):
        strike(3)
    assert len(slack.bodies) == 1


def test_who_lost_sight_is_told_nothing_by_the_webhook(owned, slack, hooks, writes, chooses):
    owned.acme.give_to(owned.mia, owned.by)
    run_due_jobs()
    chooses(owned.mia, hooked=["message"])
    hooks(owned.mia)
    Webhook.objects.update(next_try_at=clock.now() + HOURS)
    writes()
    owned.acme.give_to(owned.olivia, owned.by)
    owned.acme.access.all().delete()
    Webhook.objects.update(next_try_at=clock.now())
    strike(3)
    assert not slack.bodies
    assert Delivery.objects.get(channel="hook", event__slug="message.received").state == "dropped"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x", "https://127.0.0.1/x", "https://localhost/x", "https://2130706433/x", "https://0x7f.1/x", "https://127.1/x",
        "https://[::1]/x", "https://[::ffff:10.0.0.1]/x", "https://169.254.169.254/latest", "https://10.0.0.8/x", "https://192.168.1.1/x",
        "ftp://hooks.example/x", "https://user:pass@1.1.1.1/x", "javascript:alert(1)", "https://", "https://1.1.1.1/\r\nX: y", "x" * 3_000,
        "http://1.1.1.1/plain", "https://1.1.1.1:99999/x", "https://1.1.1.1/ü",
    ],
)  # fmt: skip
def test_what_leads_inside_or_is_no_address_is_refused_when_it_is_kept(cast, url):
    for member in (cast.olivia, None):
        with pytest.raises(Invalid) as refused:
            Webhook.keep(cast.north, member, cast.by, url)
        assert refused.value.field == "url"
    assert not Webhook.objects.exists()


def test_what_leads_inside_by_now_is_refused_when_the_socket_opens(owned, slack, hooks, writes, chooses, settings):
    chooses(owned.olivia, hooked=["message"])
    hook = hooks(owned.olivia)
    settings.OUTBOUND_ALLOW = []
    writes()
    strike()
    hook.refresh_from_db()
    assert (slack.bodies, hook.last_status, hook.last_words) == ([], None, "The address leads into a private network.")


def test_redirects_are_not_followed(slack):
    slack.status, slack.location = 302, f"http://127.0.0.1:{slack.port}/elsewhere"
    outcome = post(slack.url, "x", "1")
    assert (outcome.status, outcome.is_good, len(slack.paths)) == (302, False, 1)


def test_of_the_answer_little_is_read_and_less_kept(slack):
    slack.status, slack.body = 500, b"secret \x1b[31m\r\n" + b"y" * 90_000
    outcome = post(slack.url, "x", "1")
    assert len(outcome.words) == 200 and outcome.words.isprintable()
    slack.endless = True
    began = time.monotonic()
    post(slack.url, "x", "1")
    assert time.monotonic() - began < 5
    assert slack.sent_bytes < 20_000_000


def test_who_drips_is_left_after_ten_seconds(slack, monkeypatch):
    monkeypatch.setattr("clientkeep.workspace.notices.posting.SECONDS", 1.0)
    slack.drip, slack.body = 0.2, b"y" * 100
    began = time.monotonic()
    post(slack.url, "x", "1")
    assert time.monotonic() - began < 3


def test_a_line_that_is_cut_is_tried_again_with_the_same_id(owned, slack, hooks, writes, chooses, at):
    with at():
        chooses(owned.olivia, hooked=["message"])
        hooks(owned.olivia)
        slack.cut = True
        writes()
        strike(5)
        assert len(slack.ids) == 1  # the next try is a minute away
        slack.cut = False
    with at(minutes=1):
        strike(5)
    assert len(slack.ids) == 2 and len(set(slack.ids)) == 1
    assert Webhook.objects.get().failures == 0


def test_after_three_days_of_failures_it_is_paused_and_its_owner_told_once(cast, slack, hooks, writes, at):
    slack.status, slack.body = 404, b"no_service"
    with at():
        hooks(kinds=["message"])
        writes()
    for hour in range(1, 80):
        with at(hours=hour):
            strike()
    hook = Webhook.objects.get()
    assert hook.is_paused and hook.last_status == 404 and hook.last_words == "no_service"
    assert 8 <= len(slack.bodies) <= 14
    told = Notice.objects.filter(kind="webhook")
    assert [row.member_id for row in told] == [cast.olivia.pk]
    assert told.get().event.slug == WebhookPaused.slug
    slack.status = 200
    with at(hours=90):
        writes("While it is paused")
        strike(3)
        before = len(slack.bodies)
        hook.resume(cast.by)
        writes("And after")
        strike(3)
    assert slack.texts[before:] == ["Acme Studio: Jo March wrote: And after"]


def test_one_that_fails_holds_up_nobody_else(cast, slack, hooks, writes, chooses):
    for member in (cast.olivia, cast.theo):
        chooses(member, hooked=["message"])
    hooks(cast.theo)
    broken = hooks(cast.olivia)
    from clientkeep.foundation.sealing import seal

    Webhook.objects.filter(pk=broken.pk).update(url_sealed=seal("http://127.0.0.1:1/closed"))
    writes()
    strike(3)
    assert len(slack.bodies) == 1


def test_killed_between_the_post_and_its_record_it_is_posted_again_under_the_same_id(owned, slack, hooks, writes, chooses, at, monkeypatch):
    with at():
        chooses(owned.olivia, hooked=["message"])
        hook = hooks(owned.olivia)

        class Killed(BaseException):
            """The process ends here."""

        def die(*_):
            raise Killed

        writes(work=False)
        from clientkeep.workspace.journal.jobs import dispatch_event
        from clientkeep.workspace.journal.models import Event

        for event in Event.objects.all():
            dispatch_event.call(str(event.pk))
        with monkeypatch.context() as patched:
            patched.setattr(Webhook, "settle", die)
            with pytest.raises(Killed):
                post_to_webhook.call(str(hook.pk))
        strike(3)
        assert len(slack.ids) == 1  # it may still be under way
    with at(minutes=2):
        strike(3)
    assert len(slack.ids) == 2 and len(set(slack.ids)) == 1


def test_the_address_is_sealed_and_shown_masked(cast, slack, hooks, as_member):
    from django.urls import reverse

    from clientkeep.workspace.journal.models import Event

    hook = hooks(cast.olivia)
    assert "secretXYZ9" not in hook.url_sealed
    page = as_member(cast.olivia).get(reverse("notices:own")).content.decode()
    assert f"127.0.0.1:{slack.port}/…XYZ9" in page
    assert "secretXYZ9" not in page
    assert not any("secret" in str(event.payload) or "XYZ9" in str(event.payload) for event in Event.objects.all())
