"""A stranger's mail becomes an inquiry from the tray: once, with its words, by who may."""

import pytest
from django.urls import reverse

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.sales.inquiries.from_mail import inquiry_from
from clientkeep.lifecycle.sales.inquiries.reactions import give_files_to_the_client
from clientkeep.lifecycle.sales.models import Inquiry
from clientkeep.lifecycle.sales.opportunities.adopting import add_as_client
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import Arrival
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import Member
from clientkeep.workspace.queue import run_due_jobs
from tests.house.hostile import WHOLE
from tests.mails import mail


def arrived(cast, firm=None, **values):
    return Filing(firm or cast.north).file(Fetched.of(mail(sender="Ann Lee <ann@tide.example>", **values))).thing


def test_the_mail_leaves_the_tray_and_its_words_are_kept(cast, as_member):
    arrival, page = arrived(cast, subject="A sign for our door", text="Could you paint it?"), as_member(cast.olivia)
    here = reverse("inquiries:of_mail", args=[arrival.pk])
    assert f'action="{here}"' in page.get(reverse("mailboxes:arrival", args=[arrival.pk])).content.decode()
    assert page.post(here).status_code == 302
    made = Inquiry.objects.get()
    assert (made.name, made.email, made.source, made.state, made.owner) == ("Ann Lee", "ann@tide.example", "E-mail", "new", cast.olivia)
    assert made.answers == [{"label": "A sign for our door", "answer": "Could you paint it?"}]
    assert not Arrival.objects.waiting().exists()
    assert page.post(here).status_code == 404 and Inquiry.objects.count() == 1
    assert Event.objects.filter(slug="inquiry.received", about_id=made.pk).count() == 1


def test_two_at_once_make_one(cast):
    arrival = arrived(cast)
    stale = Arrival.objects.get(pk=arrival.pk)
    inquiry_from(arrival, cast.by)
    with pytest.raises(Conflict):
        inquiry_from(stale, cast.by)
    assert Inquiry.objects.count() == 1


def test_its_words_are_shown_as_text(cast, as_member):
    made = inquiry_from(arrived(cast, subject=WHOLE[:200].replace("\n", " "), text="<script>alert(1)</script> {{ 1 }}"), cast.by)
    body = as_member(cast.olivia).get(f"/sales/inquiries/{made.pk}/").content.decode()
    assert "<script>alert(1)" not in body and "&lt;script&gt;alert(1)" in body


def test_only_who_may_and_only_of_the_own_firm(cast, as_member):
    arrival, foreign = arrived(cast), arrived(cast, firm=cast.south)
    page = as_member(cast.olivia)
    assert page.post(reverse("inquiries:of_mail", args=[foreign.pk])).status_code == 404
    assert as_member(cast.carla).post(reverse("inquiries:of_mail", args=[arrival.pk])).status_code == 403
    assert not Inquiry.objects.exists()



FILES = [("door.txt", "text/plain", b"A door, drawn."), ("door.txt", "text/plain", b"Another."), ("run.exe", "application/octet-stream", b"MZ run")]


@pytest.fixture
def mailed(cast):
    return inquiry_from(arrived(cast, files=FILES), cast.by)


def test_its_files_are_shown_with_it_and_handed_over_as_downloads(cast, as_member, mailed):
    page, stored = as_member(cast.olivia), mailed.files.order_by("created_at", "pk")[0]
    here = f"/sales/inquiries/{mailed.pk}/files/{stored.pk}/"
    body = page.get(f"/sales/inquiries/{mailed.pk}/").content.decode()
    assert body.count(">door.txt</a>") == 2 and here in body and "“run.exe” was not kept" in body
    answer = page.get(here)
    assert b"".join(answer.streaming_content) == b"A door, drawn."
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and answer["Cache-Control"] == "private, no-store"


def test_its_files_are_seen_through_the_inquiry_alone(cast, as_member, mailed):
    stored = mailed.files.all()[0]
    here = f"/sales/inquiries/{mailed.pk}/files/{stored.pk}/"
    other = Inquiry.receive(cast.north, "Ole", "ole@example.org", [], owner=cast.olivia)
    assert as_member(cast.olivia).get(f"/files/{stored.pk}/").status_code == 404
    assert as_member(cast.olivia).get(f"/sales/inquiries/{other.pk}/files/{stored.pk}/").status_code == 404
    assert as_member(cast.sid).get(here).status_code == 404
    Member.objects.filter(pk=cast.theo.pk).update(all_clients=False)
    cast.theo.refresh_from_db()
    assert as_member(cast.theo).get(here).status_code == 404


def test_they_go_on_to_the_client_once(cast, as_member, mailed):
    opportunity = mailed.accept(cast.by, "A door")
    made = add_as_client(cast.acting(cast.olivia), opportunity)
    run_due_jobs()
    assert sorted(StoredFile.objects.of_client(made.pk).values_list("name", flat=True)) == ["door.txt", "door.txt"]
    event = Event.objects.get(slug="opportunity.adopted")
    give_files_to_the_client(event)
    assert Event.objects.filter(slug="file.added", client_id=made.pk).count() == 2
    stored, page = mailed.files.all()[0], as_member(cast.olivia)
    assert page.get(f"/files/{stored.pk}/").status_code == 200
    assert page.get(f"/sales/inquiries/{mailed.pk}/files/{stored.pk}/").status_code == 200
    stored.refresh_from_db()
    stored.remove(cast.by)
    assert page.get(f"/sales/inquiries/{mailed.pk}/files/{stored.pk}/").status_code == 404
