"""What needs a person today, as the Today page lists it."""

import argparse
import json
import sys
from typing import Any

SUMMARY = "tell what needs you today, in the order of the Today page"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="email", help="whose Today, by e-mail address; without it the firm's owner")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.overview.home.ranking import items_for
    from clientkeep.overview.home.reading import Reading
    from clientkeep.workspace.members.acting import Acting

    member = _member(options.email)
    if member is None:
        print(f"No member of a firm signs in as {options.email}." if options.email else "No firm is set up yet.", file=sys.stderr)
        return 1
    acting = Acting(member.workspace, member, via="command")
    day = acting.workspace.today()
    told = [tell(order, item) for order, item in enumerate(items_for(Reading(acting, day)), 1)]
    if options.json:
        print(json.dumps({"day": day.isoformat(), "member": str(member), "items": told}, ensure_ascii=False))
    else:
        print(summary(told, f"{day:%A} {day.day} {day:%B %Y}"))
    return 0


def tell(order: int, item: Any) -> dict[str, Any]:
    """One item in plain values. `day` says in words when it was or is due, where the item knows."""
    return {"order": order, "client": item.subject, "what": item.rest, "day": item.why, "act": item.act, "url": item.act_url, "key": item.key}


def summary(told: list[dict[str, Any]], day: str) -> str:
    """The list as text: the order, what needs a person, when, and the act."""
    if not told:
        return f"{day}: nothing needs you. What comes due stands here."
    width = len(str(len(told)))
    lines = [f"{day}: {len(told)} to see to."]
    for row in told:
        why = f" {row['day']}." if row["day"] and not row["day"].endswith(".") else f" {row['day']}" if row["day"] else ""
        lines.append(f"{row['order']:>{width}}. {row['client']} {row['what']}{why} → {row['act']}")
    return "\n".join(lines)


def _member(email: str | None) -> Any:
    from clientkeep.workspace.members.models import Member

    members = Member.objects.filter(disabled_at=None).select_related("workspace", "user").order_by("created_at")
    return (members.filter(user__email__iexact=email) if email else members.filter(role="owner")).first()
