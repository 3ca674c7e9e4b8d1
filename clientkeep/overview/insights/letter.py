"""The monthly letter to each owner: the figures of the month before, the two that matter most first."""

import datetime as dt

from clientkeep.lifecycle.retention.figures.facts import facts_for
from clientkeep.lifecycle.retention.figures.metrics import METRICS, shown, span_to
from clientkeep.lifecycle.retention.figures.rules import Facts
from clientkeep.workspace.mail import outbox
from clientkeep.workspace.mail.leaving import has_server
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import filled
from clientkeep.workspace.mail.wordings import word
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member, Workspace

YEAR = 12
# The letter goes out in the first days of a month; later it would be no news.
DAYS_TO_SEND = 7

word(
    "monthly_figures", "Monthly figures", "Goes out to owners in the first days of each month.",
    "{month}: how {firm} is doing",
    """
Hello {contact},

this is how {firm} stood at the end of {month}, over the year to that day:

{figures}

Each figure shows every row behind it under Insights.

{firm}
""",
    ("contact", "firm", "month", "figures"), required=("figures",),
)  # fmt: skip


def write_letters(firm: Workspace) -> list[Letter]:
    """Write the letter of the month before to each owner, once each.

    None before the firm has issued an invoice, and none while it has no mail server: a page says the same.
    """
    today = firm.today()
    last = today.replace(day=1) - dt.timedelta(days=1)
    if today.day > DAYS_TO_SEND or not (has_server(firm) or firm.is_demo):
        return []
    owners = Member.objects.filter(workspace=firm, role="owner", disabled_at=None).select_related("user", "workspace")
    return [letter for owner in owners if (letter := _write(firm, owner, last))]


def _write(firm: Workspace, owner: Member, last: dt.date) -> Letter | None:
    key = f"figures:{owner.pk}:{last:%Y-%m}"
    if Letter.objects.filter(workspace=firm, key=key).exists():
        return None
    facts = facts_for(Acting(firm, owner), span_to(last, 2 * YEAR).first)
    if not any(bill.issued <= last for bill in facts.bills):
        return None
    values = {"contact": owner.user.first_name or str(owner), "firm": firm.name, "month": f"{last:%B %Y}", "figures": lines(facts, last, firm)}
    words = filled(firm, "monthly_figures", values)
    return outbox.write(firm, key, "figures", owner.user.email, str(owner), words.subject, words.text)


def lines(facts: Facts, last: dt.date, firm: Workspace) -> str:
    """One line a figure: what it is now, and what it was a month before."""
    before = last.replace(day=1) - dt.timedelta(days=1)
    locale = firm.locale.replace("-", "_")
    told = []
    for metric in METRICS:
        now, then = (metric.compute(facts, span_to(day, YEAR)).value for day in (last, before))
        if now is not None:
            was = f" ({shown(metric, then, firm.currency, locale)} a month before)" if then is not None else ""
            told.append(f"{metric.label}: {shown(metric, now, firm.currency, locale)}{was}")
    return "\n".join(told)
