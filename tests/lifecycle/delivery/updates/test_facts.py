"""What an update tells of the record, and what never enters it."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.updates.drafting import draft, refresh
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.clients.models import Contact, CustomField
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Question, Recap, Thread
from clientkeep.relationship.conversations.recaps.sending import send as send_recap
from clientkeep.relationship.rhythm.models import ImportantDate, PlanLine
from clientkeep.workspace.files.intake import keep

from .conftest import TUESDAY

CANARY = "CANARY-7731"
DAY = dt.timedelta(days=1)


def promise(cast, side, what, days=None, **values):
    due = cast.north.today() + days * DAY if days is not None else None
    return Promise.make(cast.acme, side=side, what=what, by=cast.by, due_on=due, contact=cast.jo, **values)


def section(text, title):
    return next(part for part in text.split("\n\n") if part.startswith(title)).split("\n")[1:]


def test_it_tells_what_was_done(tuesday):
    cast = tuesday
    promise(cast, "ours", "Draw the logo", 1).keep(cast.by)
    promise(cast, "theirs", "Send the photos", 1).keep(cast.by)
    Decision.note(cast.acme, what="The launch moves to 12 May", by=cast.by)
    cast.invoice(cast.acme, "2400", due_date=dt.date(2026, 12, 8))
    cast.document("quote", cast.acme, "800").accept(cast.by)
    LogEntry.write(cast.acme, "call", "They sounded tired", cast.by, cast.jo)
    keep(cast.north, b"Logo", "logo.txt", cast.by, client_id=cast.acme.pk, shown_to_client=True)
    later = keep(cast.north, b"Plan", "plan.txt", cast.by, client_id=cast.acme.pk)
    later.share(cast.by)
    keep(cast.north, b"Plan", "costs.txt", cast.by, client_id=cast.acme.pk)
    done = section(draft(cast.acme, cast.by).text, "Done since 17 November 2026")
    assert done[:3] == [
        "- Draw the logo, done on 24 November 2026", "- Send the photos, done by Jo March on 24 November 2026. Thank you",
        "- Decided on 24 November 2026: The launch moves to 12 May",
    ]  # fmt: skip
    assert any(line.startswith("- Invoice ") and line.endswith("over $2,400.00, due on 8 December 2026") for line in done)
    assert any(line.startswith("- Quote ") and "was accepted by" in line for line in done)
    assert "- Call with Jo March on 24 November 2026" in done
    assert "- Shared with you in the portal: logo.txt" in done
    assert "- Shared with you in the portal: plan.txt" in done
    assert "costs.txt" not in "".join(done)


def test_it_tells_what_comes_next_and_what_is_needed(tuesday):
    cast = tuesday
    cast.acme.plan_next_step("Show the first draft", dt.date(2026, 12, 1), cast.by)
    promise(cast, "ours", "Quote the booking page", 3)
    promise(cast, "theirs", "Send the texts", 5)
    quote = cast.document("quote", cast.acme, "800")
    recap = Recap.begin(LogEntry.write(cast.acme, "call", "x", cast.by), cast.by, subject="Our call", text="Blue.", to=[cast.jo])
    send_recap(recap, cast.by)
    waiting = Thread.begin(cast.acme, f"About my {CANARY}")
    Thread.objects.filter(pk=waiting.pk).update(waits_since=clock.now() - DAY)
    text = draft(cast.acme, cast.by).text
    assert section(text, "What comes next") == [
        "- Show the first draft, on 1 December 2026", "- Quote the booking page, by 27 November 2026",
        "- Our answer to your message of 23 November 2026",
    ]  # fmt: skip
    needed = section(text, "What we need from you")
    assert needed[0] == "- Jo March: Send the texts, by 29 November 2026"
    assert needed[1].startswith(f"- Your answer to {quote}")
    assert needed[2] == "- Your word on the recap “Our call”"
    assert CANARY not in text


def test_late_promises_of_ours_are_told_with_their_new_day(tuesday):
    cast = tuesday
    with clock.moved(TUESDAY - 10 * DAY):
        moved, late = promise(cast, "ours", "Draw the logo", 8), promise(cast, "ours", "Print the cards", 9)
    moved.move(cast.by, dt.date(2026, 12, 4))
    update = draft(cast.acme, cast.by)
    assert section(update.text, "Later than we promised") == [
        "- Print the cards: promised for 23 November 2026. It is late, and it has no new day yet",
        "- Draw the logo: by 4 December 2026, not by 22 November 2026 as first promised",
    ]
    late.move(cast.by, dt.date(2026, 11, 30))
    assert refresh(update)
    assert "- Print the cards: by 30 November 2026, not by 23 November 2026 as first promised" in update.text


def test_money_is_told_by_currency_and_never_added(tuesday):
    cast = tuesday
    cast.invoice(cast.acme, "2400", issue_date=dt.date(2026, 11, 1), due_date=dt.date(2026, 11, 20))
    cast.invoice(cast.acme, "100", due_date=dt.date(2026, 12, 20))
    cast.invoice(cast.acme, "70", due_date=dt.date(2026, 12, 20), currency="EUR")
    cast.invoice(cast.acme, "9999", issue=False)
    cast.invoice(cast.bloom, "5555", due_date=dt.date(2026, 12, 20))
    money = section(draft(cast.acme, cast.by).text, "Invoices")
    assert money[0].startswith("- EUR")
    assert money[0].endswith("70.00 is open in one invoice")
    assert money[1] == "- $2,500.00 is open in 2 invoices"
    assert money[2].endswith("was due on 20 November 2026: $2,400.00")
    assert len(money) == 3


def test_nothing_internal_enters_it(tuesday):
    cast = tuesday
    chosen = CustomField.add(cast.north, f"Mood {CANARY}", cast.by)
    cast.acme.change(cast.by, background=f"Pays late, {CANARY}", custom={str(chosen.pk): CANARY}, tags=[CANARY.lower()])
    cast.jo.change(cast.by, note=CANARY)
    LogEntry.write(cast.acme, "note", CANARY, cast.by)
    LogEntry.write(cast.acme, "call", f"They were cross, {CANARY}", cast.by, cast.jo).correct(f"Very cross, {CANARY}", cast.by)
    LogEntry.write(cast.acme, "mail", CANARY, cast.by, direction="out")
    Question.save_for(cast.acme, f"Can they pay, {CANARY}", cast.by)
    PlanLine.add(cast.acme, cast.by, contact=cast.jo, every="P2W", purpose=CANARY)
    ImportantDate.add(cast.acme, cast.by, kind="launch", what=CANARY, day=cast.north.today())
    cast.document("quote", cast.acme, "800", issue=False, title=CANARY)
    keep(cast.north, b"x", f"{CANARY}.txt", cast.by, client_id=cast.acme.pk)
    promise(cast, "ours", "Draw the logo", 3).drop(cast.by, CANARY)
    moved = promise(cast, "ours", "Print the cards", 3)
    moved.move(cast.by, dt.date(2026, 12, 4), CANARY)
    update = draft(cast.acme, cast.by)
    assert "Call with Jo March" in update.text
    assert "Print the cards" in update.text
    assert CANARY.lower() not in (update.text + update.subject).lower()


def test_each_update_tells_what_came_after_the_last_and_nothing_twice(tuesday):
    cast = tuesday
    promise(cast, "ours", "Draw the logo", 1).keep(cast.by)
    first = draft(cast.acme, cast.by)
    send(first, cast.by, first.version)
    with clock.moved(TUESDAY + 7 * DAY):
        promise(cast, "ours", "Print the cards", 1).keep(cast.by)
        second = draft(cast.acme, cast.by)
    assert (first.text.count("Draw the logo"), second.text.count("Draw the logo"), second.text.count("Print the cards")) == (1, 0, 1)
    assert second.since == first.told_until


def test_standing_things_are_told_again_but_are_no_news(tuesday):
    cast = tuesday
    promise(cast, "theirs", "Send the texts", 30)
    first = draft(cast.acme, cast.by)
    assert first.has_news
    send(first, cast.by, first.version)
    with clock.moved(TUESDAY + 7 * DAY):
        second = draft(cast.acme, cast.by)
    assert not second.has_news
    assert "There is nothing new since then." in second.text
    assert "- Jo March: Send the texts" in second.text


def test_people_of_other_clients_and_firms_leave_no_trace(tuesday):
    cast = tuesday
    Promise.make(cast.bloom, side="ours", what="Secret of Bloom", by=cast.by, due_on=cast.north.today())
    Decision.note(cast.zephyr, what="Secret of Zephyr", by=cast.acting(cast.sid).actor)
    assert "Secret" not in draft(cast.acme, cast.by).text
    assert list(draft(cast.bloom, cast.by).to.all()) == list(Contact.objects.filter(client=cast.bloom))
