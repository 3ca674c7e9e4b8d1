"""A stranger's mail becomes an inquiry from the tray: once, with its words, by who may."""

import pytest
from django.urls import reverse

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.sales.inquiries.from_mail import inquiry_from
from clientkeep.lifecycle.sales.models import Inquiry
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import Arrival
from clientkeep.workspace.journal.models import Event
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

