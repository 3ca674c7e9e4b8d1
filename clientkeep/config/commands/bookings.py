"""List the meetings that were booked."""

import argparse
import json
import sys
from typing import Any

SUMMARY = "list the meetings that were booked"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="email", help="who looks; without it the firm's owner")
    parser.add_argument("--show", choices=["to-come", "past", "cancelled"], default="to-come")
    parser.add_argument("--mine", action="store_true", help="only the meetings with who looks")
    parser.add_argument("--most", type=int, default=50, help="how many at most, 50 where nothing is said")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.config.commands.log import acting_for
    from clientkeep.foundation.errors import Refusal

    try:
        acting = acting_for(options.email)
    except Refusal as problem:
        print(f"{problem.field}: {problem.message}", file=sys.stderr)
        return 2
    for booking in found(acting, options.show, options.mine, options.most):
        print(json.dumps(as_wire(booking), ensure_ascii=False) if options.json else line(acting, booking))
    return 0


def found(acting: Any, show: str, mine: bool, most: int) -> list[Any]:
    """The bookings that this person may see."""
    from clientkeep.foundation import clock
    from clientkeep.lifecycle.sales.models import Booking

    rows = Booking.objects.visible_to(acting)
    rows = {"past": lambda: rows.past(clock.now()), "cancelled": rows.cancelled}.get(show, lambda: rows.to_come(clock.now()))()
    if mine:
        rows = rows.filter(member=acting.member)
    return list(rows.select_related("member__user", "client")[: max(0, most)])


def as_wire(booking: Any) -> dict[str, Any]:
    return {
        "id": str(booking.pk), "meeting": booking.meeting, "starts_at": booking.starts_at.isoformat(), "minutes": booking.minutes,
        "state": booking.state, "name": booking.name, "email": booking.email, "client": booking.client and booking.client.name,
        "with": str(booking.member),
    }  # fmt: skip


def line(acting: Any, booking: Any) -> str:
    """One booking for reading."""
    from clientkeep.lifecycle.sales.booking.times import write_when

    when = write_when(booking.starts_at, acting.workspace.time_zone)
    state = {"cancelled": ", cancelled", "missed": ", did not come"}.get(booking.state, "")
    return f"{when}  {booking.meeting}, {booking.minutes} min: {booking.name} ({booking.client or booking.email}) with {booking.member}{state}"
