"""What each kind of event counts for, read against the client's own habit. Plain Python: no database, no clock."""

from ..surveys.rules import KINDS
from . import signals as s
from .habits import is_far_above, usual
from .rules import DAY
from .story import Fact, Story, past_its_day, promise_in, reads
from .words import against, days_words, late_words, paper_words


@reads("call.logged", "meeting.logged")
def _talk(story: Story, fact: Fact) -> None:
    story.add(fact, s.TALK, "You met" if fact.slug == "meeting.logged" else "You talked")
    story.heard(fact.at)
    story.ours = None


@reads("message.written")
def _we_wrote(story: Story, fact: Fact) -> None:
    story.ours = story.ours or fact.at


@reads("message.received", "document.question")
def _they_wrote(story: Story, fact: Fact) -> None:
    if fact.data.get("automatic"):
        return
    story.add(fact, s.WROTE, "They wrote to you")
    story.heard(fact.at)
    if story.ours:
        _replied(story, fact, (fact.at - story.ours).total_seconds() / DAY)
        story.ours = None


def _replied(story: Story, fact: Fact, days: float) -> None:
    habit = usual(story.replies)
    if habit is not None and is_far_above(days, habit, 2):
        story.add(fact, s.SLOWER, f"They answered after {days_words(days)}; {days_words(habit)} is usual for them")
    story.replies.append(days)


@reads("document.issued")
def _issued(story: Story, fact: Fact) -> None:
    story.sent[fact.about] = fact.at


@reads("document.accepted")
def _accepted(story: Story, fact: Fact) -> None:
    story.add(fact, s.ACCEPTED, f"They accepted {paper_words(fact.data)}")
    story.heard(fact.at)
    if fact.about in story.sent:
        days = (fact.at - story.sent[fact.about]).total_seconds() / DAY
        habit = usual(story.answers)
        if habit is not None and is_far_above(days, habit, 3):
            story.add(fact, s.ACCEPTED_SLOWLY, f"They agreed after {days_words(days)}; {days_words(habit)} is usual for them")
        story.answers.append(days)


@reads("document.declined")
def _declined(story: Story, fact: Fact) -> None:
    story.add(fact, s.DECLINED, f"They declined {paper_words(fact.data)}")
    story.heard(fact.at)


@reads("invoice.paid")
def _paid(story: Story, fact: Fact) -> None:
    bill = story.bills.get(fact.about)
    if bill is None:
        return
    late = (fact.at.date() - bill.due).days
    habit = usual(story.payments)
    bound = max(0.0, habit or 0.0)
    if late > bound and late - bound >= 3:
        story.add(fact, s.PAID_LATE, f"{bill.number} was paid {late_words(late)}{against(habit)}")
    else:
        story.add(fact, s.PAID, f"{bill.number} was paid {late_words(late)}")
    story.payments.append(late)


@reads("payment.disputed")
def _disputed(story: Story, fact: Fact) -> None:
    story.add(fact, s.PAYMENT_DISPUTED, "They disputed a payment")


@reads("response.breached")
def _answered_late(story: Story, fact: Fact) -> None:
    story.add(fact, s.ANSWERED_LATE, "An answer of yours came later than promised")


@reads("promise.made", "promise.reopened", "promise.moved")
def _promised(story: Story, fact: Fact) -> None:
    if earlier := story.promises.pop(fact.about, None):
        past_its_day(story, earlier, fact.at)
    story.promises[fact.about] = promise_in(fact)


@reads("promise.kept")
def _kept(story: Story, fact: Fact) -> None:
    if earlier := story.promises.pop(fact.about, None):
        past_its_day(story, earlier, fact.at)
    ours = fact.data.get("side") == "ours"
    story.add(fact, s.KEPT if ours else s.THEY_KEPT, f"{'You' if ours else 'They'} kept a promise: {fact.data.get('text', '')}")


@reads("promise.dropped")
def _dropped(story: Story, fact: Fact) -> None:
    story.promises.pop(fact.about, None)


@reads("recap.confirmed")
def _confirmed(story: Story, fact: Fact) -> None:
    story.add(fact, s.CONFIRMED, "They confirmed a recap")
    story.heard(fact.at)


@reads("recap.questioned")
def _questioned(story: Story, fact: Fact) -> None:
    story.add(fact, s.QUESTIONED, "They corrected a recap")
    story.heard(fact.at)


@reads("survey.answered")
def _scored(story: Story, fact: Fact) -> None:
    story.heard(fact.at)
    kind, score = KINDS.get(fact.data.get("survey_kind", "")), str(fact.data.get("score", ""))
    if kind is None or not score.isdecimal():
        return
    if int(score) >= kind.high_at:
        story.add(fact, s.PRAISED, f"They gave a {score}")
    elif int(score) <= kind.low_at:
        story.add(fact, s.CRITICISED, f"They gave a {score}")


@reads("ask.given", "referral.given")
def _recommended(story: Story, fact: Fact) -> None:
    story.add(fact, s.RECOMMENDED, "They recommended you or gave a testimonial")
    story.heard(fact.at)


@reads("case.opened")
def _complained(story: Story, fact: Fact) -> None:
    story.add(fact, s.COMPLAINED, "A case was opened")


@reads("case.resolved")
def _settled(story: Story, fact: Fact) -> None:
    story.add(fact, s.SETTLED, "A case was resolved")
