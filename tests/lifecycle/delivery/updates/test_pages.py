"""Reading, changing and sending updates page by page; what each person sees, and what a stranger does not."""

import datetime as dt

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.models import ClientUpdateChoice, StatusUpdate, UpdateChoice
from clientkeep.lifecycle.delivery.updates.drafting import draft
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.conversations.models import Promise
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter

from .conftest import TUESDAY

LIST = "/updates/"


def drafted(cast, client, what="Draw the logo"):
    Promise.make(client, side="ours", what=what, by=cast.by, due_on=cast.north.today()).keep(cast.by)
    return draft(client, cast.by)


def address(update, what=""):
    return f"/updates/{update.pk}/{what}"


def typed(update, to, **values):
    return {"to": [str(to.pk)], "subject": update.subject, "text": update.text, "version": update.version, "act": "send", **values}


def test_she_reads_changes_a_word_sends_and_goes_on_to_the_next(tuesday, as_member):
    cast, page = tuesday, as_member(tuesday.olivia)
    first, second = drafted(cast, cast.acme), drafted(cast, cast.bloom)
    assert [row.client for row in page.get(LIST).context["rows"]] == [cast.acme, cast.bloom]
    read = page.get(address(first))
    assert (read.context["place"].before, read.context["place"].after) == (None, second.pk)
    text = read.context["form"]["text"].value().replace("Draw the logo, done", "The logo is drawn, done")
    gone = page.post(address(first), typed(first, cast.jo, text=text))
    assert (gone.status_code, gone.url) == (302, address(second))
    first.refresh_from_db()
    assert (first.state, "The logo is drawn" in first.text, first.sent_by) == ("sent", True, "Olivia North")
    assert "The logo is drawn" in Letter.objects.get(purpose="update").text
    gone = page.post(address(second), typed(second, cast.ben))
    assert gone.url == LIST
    assert Letter.objects.filter(purpose="update").count() == 2
    assert "All are sent" not in page.get(LIST).content.decode()


def test_pressing_send_twice_sends_once(tuesday, as_member):
    page, update = as_member(tuesday.olivia), drafted(tuesday, tuesday.acme)
    answers = [page.post(address(update), typed(update, tuesday.jo)).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert Letter.objects.filter(purpose="update").count() == 1


def test_vague_words_stop_it_once(tuesday, as_member):
    page, update = as_member(tuesday.olivia), drafted(tuesday, tuesday.acme)
    vague = typed(update, tuesday.jo, text="We send the cards soon.")
    stopped = page.post(address(update), vague)
    assert stopped.status_code == 422
    assert "Not sent yet." in stopped.content.decode()
    again = {**vague, "checked": stopped.context["checked"], "version": stopped.context["update"].version}
    assert page.post(address(update), again).status_code == 302
    assert StatusUpdate.objects.get().state == "sent"


def test_words_typed_over_a_newer_letter_are_kept_on_the_page_and_overwrite_nothing(tuesday, as_member):
    page, update = as_member(tuesday.olivia), drafted(tuesday, tuesday.acme)
    update.write(tuesday.by, subject=update.subject, text="Hers.", to=[tuesday.jo], version=1)
    answer = page.post(address(update), typed(update, tuesday.jo, text="Mine.", version=1))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine." in shown
    assert "Hers." in shown
    assert StatusUpdate.objects.get().text == "Hers."
    for strange in ("", "x", "-1", "9" * 30):
        assert page.post(address(update), typed(update, tuesday.jo, version=strange)).status_code == 422
    assert not Letter.objects.filter(purpose="update").exists()


def test_a_field_of_elsewhere_is_refused(tuesday, as_member):
    page, update = as_member(tuesday.olivia), drafted(tuesday, tuesday.acme)
    assert page.post(address(update), typed(update, tuesday.jo, state="sent")).status_code == 422
    assert page.post(address(update), typed(update, tuesday.ben)).status_code == 422
    assert StatusUpdate.objects.get().state == "draft"


def test_putting_away_and_beginning_again(tuesday, as_member):
    page, update = as_member(tuesday.olivia), drafted(tuesday, tuesday.acme)
    page.post(address(update), typed(update, tuesday.jo, text="Mine.", act="save"))
    assert "Changed by hand" in page.get(LIST).content.decode()
    page.post(address(update, "record/"))
    assert "Draw the logo" in StatusUpdate.objects.get().text
    assert page.post(address(update, "removal/")).url == LIST
    assert "Put away" in page.get(address(update)).content.decode()
    assert page.post(address(update, "removal/")).status_code == 409


def test_what_has_no_news_stands_by_itself_and_not_in_today(tuesday, as_member):
    page = as_member(tuesday.olivia)
    draft(tuesday.acme, tuesday.by)
    assert page.get(LIST).context["rows"] == []
    assert [row.client for row in page.get(LIST, {"show": "idle"}).context["rows"]] == [tuesday.acme]
    assert "is to get an update" not in page.get("/").content.decode()
    drafted(tuesday, tuesday.acme)
    assert "is to get an update" in page.get("/").content.decode()


def test_the_clients_page_says_when_the_last_one_went(tuesday, as_member):
    page, update = as_member(tuesday.olivia), drafted(tuesday, tuesday.acme)
    own = reverse("delivery:client_updates", args=[tuesday.acme.pk])
    seen = page.get(reverse("clients:detail", args=[tuesday.acme.pk])).content.decode()
    assert own in seen
    assert "The next one waits to be read and sent" in seen
    send(update, tuesday.by, update.version)
    with clock.moved(TUESDAY + dt.timedelta(days=6)):
        seen = " ".join(page.get(reverse("clients:detail", args=[tuesday.acme.pk])).content.decode().split())
        assert "6 days ago" in seen
        assert update.subject in page.get(own).content.decode()
        assert address(update) in seen, "The timeline leads to the exact text."
    assert update.digest in page.get(address(update)).content.decode()


def test_a_client_is_given_a_day_of_its_own(tuesday, as_member):
    page = as_member(tuesday.olivia)
    choose = reverse("delivery:client_choice", args=[tuesday.acme.pk])
    assert page.post(choose, {"mode": "on", "weekday": "0", "hour": "9"}).status_code == 302
    kept = ClientUpdateChoice.objects.get()
    assert (kept.mode, kept.weekday, kept.hour) == ("on", 0, 9)
    assert "on Mondays at 9:00" in page.get(reverse("delivery:client_updates", args=[tuesday.acme.pk])).content.decode()
    assert page.post(choose, {"mode": "", "weekday": "", "hour": ""}).status_code == 302
    kept.refresh_from_db()
    assert (kept.mode, kept.weekday, kept.hour) == ("", None, None)
    assert page.post(choose, {"mode": "often"}).status_code == 422


def test_the_firm_chooses_on_its_settings_page(tuesday, as_member):
    page = as_member(tuesday.olivia)
    assert "Nothing leaves until somebody has read it" in page.get("/settings/updates/").content.decode()
    typed = {"is_on": "on", "stages": ["active", "proposal"], "tiers": ["", "a"], "weekday": "1", "hour": "8"}
    assert page.post("/settings/updates/", typed).status_code == 302
    kept = UpdateChoice.objects.get()
    assert (kept.is_on, kept.stages, kept.tiers, kept.weekday, kept.hour) == (True, ["proposal", "active"], ["", "a"], 1, 8)
    assert "on Tuesdays at 8:00" in page.get(LIST).content.decode()
    assert page.post("/settings/updates/", {**typed, "stages": []}).status_code == 422
    assert page.post("/settings/updates/", {**typed, "hour": "25"}).status_code == 422


def test_a_member_sees_the_updates_of_their_clients_alone(tuesday, as_member):
    ours, hidden, foreign = drafted(tuesday, tuesday.acme), drafted(tuesday, tuesday.bloom), draft(tuesday.zephyr, tuesday.by)
    page = as_member(tuesday.mia)
    assert [row.client for row in page.get(LIST).context["rows"]] == [tuesday.acme]
    assert page.get(address(ours)).context["place"].total == 1
    for update in (hidden, foreign):
        assert page.get(address(update)).status_code == 404
        assert page.post(address(update), typed(update, tuesday.ben)).status_code == 404
        assert page.post(address(update, "removal/")).status_code == 404
    assert page.post(reverse("delivery:update_draft", args=[tuesday.bloom.pk])).status_code == 404


def test_the_accountant_reads_and_changes_nothing(tuesday, as_member):
    page, update = as_member(tuesday.carla), drafted(tuesday, tuesday.acme)
    shown = page.get(address(update)).content.decode()
    assert "Draw the logo" in shown
    assert "Send the update" not in shown
    assert page.post(address(update), typed(update, tuesday.jo)).status_code == 403
    assert page.post(reverse("delivery:update_draft", args=[tuesday.acme.pk])).status_code == 403


def entered(contact):
    browser = Browser()
    assert browser.get(new_link(contact.client, contact)).status_code == 302
    return browser


def test_the_client_finds_what_was_sent_in_the_portal(tuesday):
    update = drafted(tuesday, tuesday.acme)
    browser, own = entered(tuesday.jo), f"/p/updates/{update.pk}/"
    assert browser.get(own).status_code == 404
    assert "Where we stand" not in browser.get("/p/").content.decode()
    send(update, tuesday.by, update.version)
    assert own in browser.get("/p/").content.decode()
    shown = browser.get(own).content.decode()
    assert "Draw the logo" in shown
    assert update.digest in shown
    assert browser.post(own).status_code == 405


def test_strangers_learn_nothing(tuesday):
    update = drafted(tuesday, tuesday.acme)
    send(update, tuesday.by, update.version)
    own = f"/p/updates/{update.pk}/"
    paper = tuesday.invoice(tuesday.acme)
    narrow = Browser()
    narrow.get(new_link(tuesday.acme, None, paper))
    lengths = set()
    for browser in (Browser(), entered(tuesday.ben), entered(tuesday.zoe), narrow):
        answer = browser.get(own)
        assert answer.status_code == 404
        assert update.subject not in answer.content.decode()
        lengths.add(len(answer.content))
    # A page differs from the next in its one-time marks alone, which are of one length.
    assert lengths == {len(entered(tuesday.ben).get(f"/p/updates/{tuesday.acme.pk}/").content)}


def test_the_letter_leads_to_the_update_itself(tuesday):
    update = drafted(tuesday, tuesday.acme)
    send(update, tuesday.by, update.version)
    link = make_link(Letter.objects.get(purpose="update"))
    browser = Browser()
    assert browser.get(link[link.index("/p/") :]).url == f"/p/updates/{update.pk}/"
    other = draft(tuesday.acme, tuesday.by)
    assert browser.get(link[link.index("/p/") :].replace(str(update.pk), str(other.pk))).url == "/p/"


@pytest.mark.parametrize("shelf", ["", "idle", "sent", "nonsense"])
def test_empty_pages_teach(tuesday, as_member, shelf):
    assert "class=\"empty" in as_member(tuesday.olivia).get(LIST, {"show": shelf}).content.decode()
