"""The firm plans, changes, sends and notes; two people write at once; the client reads the agenda and nothing else."""

import pytest
from django.test import Client as Browser

from clientkeep.lifecycle.onboarding.kickoffs.notes_form import NotesForm
from clientkeep.lifecycle.onboarding.models import AgendaItem, Kickoff, KickoffAction
from clientkeep.relationship.clients import once
from clientkeep.relationship.conversations.models import LogEntry, Promise, Recap
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter


@pytest.fixture
def portal(cast):
    browser = Browser()
    browser.get(new_link(cast.acme, cast.jo))
    return browser


@pytest.fixture
def token(cast) -> dict[str, str]:
    return {once.FIELD: once.mint(cast.acting(cast.olivia))}


def words(answer) -> str:
    return answer.content.decode()


def test_she_plans_one_from_the_clients_page(cast, agreement, as_member, on):
    with on():
        token = {once.FIELD: once.mint(cast.acting(cast.olivia))}
        page, url = as_member(cast.olivia), f"/clients/{cast.acme.pk}/kickoffs/"
        assert "No kickoff yet" in words(page.get(url))
        assert f"{url}new/" in words(page.get(f"/clients/{cast.acme.pk}/"))
        first = page.get(f"{url}new/?agreement={agreement.pk}").context["form"].initial
        assert (first["agreement"], first["title"], first["members"]) == (agreement, "Kickoff: Identity", [cast.olivia])
        said = {**token, "title": "Kickoff", "agreement": str(agreement.pk), "starts_at": "2027-03-04T10:00", "minutes": "60", "contacts": [str(cast.jo.pk)], "members": []}
        for _ in range(2):
            assert page.post(f"{url}new/", said).status_code == 302
        made = Kickoff.objects.get()
        assert made.when == "Thu 4 Mar 2027, 10:00 America/Los_Angeles"
        assert "Brand identity: $6,400.00" in words(page.get(f"/kickoffs/{made.pk}/"))
        assert "planned, Thu 4 Mar 2027" in words(page.get(f"/clients/{cast.acme.pk}/"))
        refused = page.post(f"{url}new/", {**said, once.FIELD: once.mint(cast.acting(cast.olivia)), "contacts": [str(cast.ben.pk)]})
        assert refused.status_code == 422
        assert "contacts" in refused.context["form"].errors


def test_she_changes_the_plan_and_the_agenda(cast, kickoff, as_member, token):
    page, url = as_member(cast.olivia), f"/kickoffs/{kickoff.pk}/"
    assert page.get(f"{url}details/").context["form"].initial["starts_at"].hour == 10
    plan = {"title": "Kickoff", "starts_at": "2027-03-05T09:30", "minutes": "90", "place": "Their shop", "contacts": [str(cast.sam.pk)]}
    assert page.post(f"{url}details/", plan).status_code == 302
    kickoff.refresh_from_db()
    assert (kickoff.when[:16], kickoff.minutes, list(kickoff.contacts.all())) == ("Fri 5 Mar 2027, ", 90, [cast.sam])
    assert page.post(f"{url}items/", {**token, "title": "Photographs", "text": "Who takes them?"}).status_code == 302
    item = AgendaItem.objects.get(title="Photographs")
    assert page.post(f"/agenda-items/{item.pk}/", {"title": "Pictures", "text": "", "internal": "on"}).status_code == 302
    page.post(f"/agenda-items/{item.pk}/up/")
    assert [each.title for each in kickoff.items.in_order()][-2] == "Pictures"
    assert page.post(f"/agenda-items/{item.pk}/sideways/").status_code == 404
    assert page.post(f"{url}items/", {**token, "title": ""}).status_code == 422
    page.post(f"/agenda-items/{item.pk}/remove/")
    assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_the_agenda_is_previewed_sent_and_read_in_the_portal(cast, kickoff, as_member, portal):
    AgendaItem.add(kickoff, "Do they pay in time?", internal=True)
    page, url = as_member(cast.olivia), f"/kickoffs/{kickoff.pk}/agenda/"
    assert portal.get(f"/p/kickoffs/{kickoff.pk}/").status_code == 404
    form = page.get(url).context["form"]
    said = {"subject": form.initial["subject"], "text": form.initial["text"] + "\nBring samples <b>please</b>", "to": [str(cast.jo.pk)]}
    shown = words(page.post(f"{url}preview/", said))
    assert "Bring samples &lt;b&gt;" in shown and not Letter.objects.exists()
    for _ in range(2):
        assert page.post(url, said).status_code == 302
    letter = Letter.objects.get()
    assert f"kickoff={kickoff.pk}" in make_link(letter)
    assert "Read the agenda" in words(portal.get("/p/"))
    read = words(portal.get(f"/p/kickoffs/{kickoff.pk}/"))
    assert "What this work is for" in read and "Jo March" in read
    assert "pay in time" not in read
    assert page.post(url, {**said, "to": []}).status_code == 422


def test_notes_are_kept_field_by_field_and_by_the_button(cast, kickoff, as_member, token):
    page, url, item = as_member(cast.olivia), f"/kickoffs/{kickoff.pk}/notes/", kickoff.items.first()
    notes, what = f"notes:{item.pk}", f"new_what:{item.pk}"
    alone = page.post(url, {**token, notes: "Calm colours", f"was-{notes}": ""}, headers={"Accept": "application/json"})
    assert (alone.status_code, alone.json()) == (200, {"faults": {}, "kept": {}})
    new = {**token, what: "Send palettes", f"new_who:{item.pk}": f"ours:{cast.olivia.pk}", f"new_due:{item.pk}": "2027-03-12"}
    for words_now in ("Send palettes", "Send two palettes"):  # as one types on, it stays one action
        assert page.post(url, {**new, what: words_now}, headers={"Accept": "application/json"}).status_code == 200
    assert [(each.what, each.member, str(each.due_on)) for each in KickoffAction.objects.all()] == [("Send two palettes", cast.olivia, "2027-03-12")]
    answer = page.post(url, {**new, what: "Send two palettes", "at": str(item.pk)})
    assert answer["Location"] == f"{url}#item-{item.pk}"
    assert KickoffAction.objects.count() == 1
    wrong = page.post(url, {**token, what: "More", f"new_due:{item.pk}": "soon"}, headers={"Accept": "application/json"})
    assert (wrong.status_code, list(wrong.json()["faults"])) == (422, [f"new_due:{item.pk}"]) or KickoffAction.objects.count() == 1


def test_who_writes_meanwhile_is_not_overwritten(cast, kickoff, as_member, token):
    page, url, item = as_member(cast.olivia), f"/kickoffs/{kickoff.pk}/notes/", kickoff.items.first()
    notes, decisions = f"notes:{item.pk}", f"decisions:{item.pk}"
    page.post(url, {**token, notes: "Theirs", f"was-{notes}": ""})
    told = page.post(url, {**token, notes: "Mine", f"was-{notes}": ""}, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["kept"]) == (422, {notes: "Theirs"})
    shown = page.post(url, {**token, notes: "Mine", f"was-{notes}": "", decisions: "B", f"was-{decisions}": ""})
    assert shown.status_code == 422
    assert "Somebody wrote meanwhile: “Theirs”" in words(shown) and ">\nMine</textarea>" in words(shown)
    item.refresh_from_db()
    assert (item.notes, item.decisions) == ("Theirs", "B")
    page.post(url, {**token, notes: "Mine", f"was-{notes}": "Theirs"})
    item.refresh_from_db()
    assert item.notes == "Mine"


def test_an_action_without_words_is_taken_out_and_its_row_troubles_nobody(cast, kickoff, as_member, token):
    page, url, item = as_member(cast.olivia), f"/kickoffs/{kickoff.pk}/notes/", kickoff.items.first()
    page.post(url, {**token, f"new_what:{item.pk}": "Send palettes"})
    form, action = NotesForm(kickoff), KickoffAction.objects.get()
    row = {name: form[name].value() or "" for part in ("what", "who", "due") for name in (f"{part}:{action.pk}", f"was-{part}:{action.pk}")}
    gone = {**token, **row, f"what:{action.pk}": ""}
    for _ in range(2):  # the page still holds its row
        assert page.post(url, gone).status_code == 302
    assert not KickoffAction.objects.exists()
    lost = page.post(url, {**token, **row, f"what:{action.pk}": "Send three"})
    assert lost.status_code == 422 and "Send three" in words(lost)


def test_closing_it_twice_holds_it_once(cast, kickoff, as_member, token):
    page, url, item = as_member(cast.olivia), f"/kickoffs/{kickoff.pk}/holding/", kickoff.items.first()
    said = {**token, f"notes:{item.pk}": "Calm", f"was-notes:{item.pk}": "", f"new_what:{item.pk}": "Send palettes", "held_at": "2026-03-04T10:00", "minutes": "70"}
    late = page.post(url, {**said, "held_at": "2199-03-04T10:00"})
    assert late.status_code == 422 and "Enter a time that has passed." in words(late)
    for _ in range(2):
        recap = Recap.objects.first()
        assert page.post(url, said)["Location"] == f"/recaps/{Kickoff.objects.get().recap_id}/"
        assert recap is None or recap == Recap.objects.get()
    assert (LogEntry.objects.count(), Promise.objects.count(), Recap.objects.count()) == (1, 1, 1)
    assert LogEntry.objects.get().minutes == 70
    assert page.get(f"/kickoffs/{kickoff.pk}/notes/").status_code == 302
    assert "Read and send the recap" in words(page.get(f"/kickoffs/{kickoff.pk}/"))
    assert "held, recap not sent" in words(page.get(f"/clients/{cast.acme.pk}/"))


def test_it_is_cancelled_with_a_reason(cast, kickoff, as_member):
    page, url = as_member(cast.olivia), f"/kickoffs/{kickoff.pk}/cancellation/"
    assert page.post(url, {"because": ""}).status_code == 422
    assert page.post(url, {"because": "They are ill"}).status_code == 302
    assert "They are ill" in words(page.get(f"/kickoffs/{kickoff.pk}/"))


def test_who_only_reads_writes_nothing(cast, kickoff, as_member):
    page = as_member(cast.carla)
    assert "Write notes" not in words(page.get(f"/kickoffs/{kickoff.pk}/"))
    assert page.post(f"/kickoffs/{kickoff.pk}/cancellation/", {"because": "x"}).status_code == 403
    hidden = Kickoff.begin(cast.bloom, cast.by)
    assert as_member(cast.mia).get(f"/kickoffs/{hidden.pk}/").status_code == 404
