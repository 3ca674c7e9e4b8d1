"""The demo firm has lived through a year: mail, talks, promises, recaps, absences, reviews; and one client has gone quiet."""

from clientkeep.config.checks import run_checks
from clientkeep.config.demo import make
from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.models import StatusUpdate
from clientkeep.lifecycle.retention.models import Review
from clientkeep.lifecycle.retention.trust.standing import TrustStanding
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Arrival, Decision, Mailing, Message, Promise, Recap, Wait
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.mail.models import Letter


def test_the_demo_firm_has_lived_through_a_year(db):
    firm = make()  # once for all, since it takes some seconds
    the_year_is_on_record(firm)
    somebody_waits_now_and_one_waited_too_long()
    one_client_has_gone_quiet_and_trust_says_since_when_and_why(firm)
    one_review_is_finished_and_one_is_under_way()
    clients_are_told_every_week_where_things_stand()
    nothing_is_wrong_with_it_and_nobody_is_called_by_a_title()


def the_year_is_on_record(firm):
    assert set(Message.objects.values_list("direction", "channel")) == {("in", "mail"), ("in", "portal"), ("out", "mail")}
    assert Message.objects.exclude(files=None).exists()
    assert set(Promise.objects.values_list("side", "state")) == {(side, state) for side in ("ours", "theirs") for state in ("open", "kept")}
    today = firm.today()
    assert all(Promise.objects.filter(state="open", side=side, due_on__lt=today).exists() for side in ("ours", "theirs"))
    assert Decision.objects.exclude(evidence_id=None).count() >= 4
    recaps = list(Recap.objects.all())
    assert sorted(recap.state for recap in recaps) == ["confirmed"] * 4 + ["sent"] and all(recap.is_intact for recap in recaps)
    assert Absence.objects.filter(last__lt=today).exists() and Absence.objects.filter(first__gt=today).exists()
    assert Mailing.objects.get().state == "sent"
    assert Arrival.objects.get(state="tray").sender_email == "della@tidehousebakery.example"


def somebody_waits_now_and_one_waited_too_long():
    waiting = Wait.objects.filter(side="us", closed_at=None).select_related("workspace")
    assert waiting.count() >= 2 and all(wait.due_at > clock.now() and wait.by_words for wait in waiting)
    late = Wait.objects.filter(is_late=True, client__name="Harbor Dental")
    assert late.get().closed_at and late.get().breached_at


def one_client_has_gone_quiet_and_trust_says_since_when_and_why(firm):
    turned = TrustStanding.objects.exclude(turned_on=None).get()
    assert turned.client.name == "Quill & Ivy" and turned.turned_on < firm.today()
    assert turned.why.startswith("Nothing was heard of them for") and turned.advice == "Ring, without an agenda."


def one_review_is_finished_and_one_is_under_way():
    under_way, finished = Review.objects.order_by("-began_at")
    assert finished.finished_at and len(finished.done) == len(finished.order)
    assert not under_way.finished_at and len(under_way.done) == 2


def clients_are_told_every_week_where_things_stand():
    sent = StatusUpdate.objects.sent().order_by("client__name", "sent_at")
    assert [row.client.name for row in sent.select_related("client")] == ["Acme Studio"] * 3 + ["Harbor Dental"]
    assert all(row.is_intact and row.told_until <= row.sent_at for row in sent)
    waiting = {row.client.name: row for row in StatusUpdate.objects.open().select_related("client")}
    assert waiting["Harbor Dental"].edited_by and not waiting["Acme Studio"].edited_at
    assert any(row.is_ready for row in waiting.values()) and all(row.to.exists() for row in waiting.values())
    background = [client.background for client in Client.objects.exclude(background="")]
    texts = " ".join(row.text for row in StatusUpdate.objects.all())
    assert background and not [words for words in background if words in texts]


def nothing_is_wrong_with_it_and_nobody_is_called_by_a_title():
    assert run_checks()[0] == []
    assert not Letter.objects.filter(text__startswith="Hello Dr,").exists()
    assert not Letter.objects.exclude(state="sent").exists()
