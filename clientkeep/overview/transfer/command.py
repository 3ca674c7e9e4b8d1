"""`clientkeep import FILE`: the same rehearsal and the same run as on the pages, on the command line.

Exit status: 0 rehearsed or imported (rows that were refused or left undecided are told), 1 the file could not be
read or nothing was imported, 2 wrong use, or a question that the arguments do not answer.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from clientkeep.foundation.errors import Refusal
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member, Workspace

from .imports import planning, running
from .imports.model import Import
from .imports.row import VERDICTS, plain_changes, thin
from .imports.wording import brought_by, changes_in_words, rows_in_words
from .reading.building import Answers
from .reading.errors import UnreadableFile
from .reading.fields import FIELDS
from .reading.headers import normal_header
from .reading.mapping import Mapping
from .reading.rehearsal import Step
from .reading.upload import Upload, open_upload
from .reading.values.dates import DateOrder

DATES = {"dmy": DateOrder.DAY_FIRST, "mdy": DateOrder.MONTH_FIRST}
ASKED = {
    "date_order": ("--dates dmy or --dates mdy", "Dates can be read in two ways"),
    "decimal_mark": ("--decimal . or --decimal ,", "Amounts can be read in two ways"),
}
DONE, FAILED, WRONG_USE = 0, 1, 2


def run(argv: Sequence[str]) -> int:
    """Rehearse, and import unless told otherwise; returns the exit status."""
    options = _parser().parse_args(argv)
    try:
        return _run(options)
    except (UnreadableFile, OSError) as problem:
        print(f"{options.file}: {problem}", file=sys.stderr)
        return FAILED
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="clientkeep import", description="Import clients from a CSV or vCard file.")
    parser.add_argument("file", metavar="FILE", type=Path, help="the list that another tool exported")
    parser.add_argument("--dry-run", action="store_true", help="show what each row would do; write nothing")
    parser.add_argument("--mapping", metavar="FILE.json", type=Path, help='{"Column": "field", …}; see --fields')
    parser.add_argument("--dates", choices=DATES, help="day or month first, where dates can be read both ways")
    parser.add_argument("--decimal", choices=[".", ","], help="the sign before the cents")
    parser.add_argument("--currency", metavar="USD", default="", help="of balances that name none (the firm's own)")
    parser.add_argument("--firm", metavar="NAME", help="which firm, where the installation has several")
    parser.add_argument("--yes", action="store_true", help="do not ask before importing")
    parser.add_argument("--fields", action=_ListFields, nargs=0, help="list the fields that a column may go into")
    return parser


class _ListFields(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None) -> None:
        for field in FIELDS.values():
            print(f"{field.slug:<22} {field.label}")
        parser.exit(DONE)


def _run(options: argparse.Namespace) -> int:
    content = options.file.read_bytes()
    upload = _opened(content, options.mapping)
    acting = _acting(options.firm)
    if isinstance(upload, str) or isinstance(acting, str):
        print(upload if isinstance(upload, str) else acting, file=sys.stderr)
        return WRONG_USE
    answers = Answers(DATES.get(options.dates), options.decimal or "", options.currency.upper())
    if missing := _unanswered(upload, answers):
        print(missing, file=sys.stderr)
        return WRONG_USE
    print(f"{options.file.name}: {upload.preset.label if upload.preset else upload.kind}, {upload.row_count:,} rows")
    counts = _rehearsed(acting.workspace, upload, answers)
    if options.dry_run:
        print("Nothing was written.")
        return DONE
    if not (counts["new"] + counts["update"]):
        print("There is nothing to import.")
        return DONE if counts["same"] else FAILED
    if not options.yes and not _agreed(counts):
        return WRONG_USE
    return _import(acting, content, options.file.name, upload, answers)


def _opened(content: bytes, mapping: Path | None) -> Upload | str:
    upload = open_upload(content)
    for notice in upload.notices:
        print(f"note: {notice}")
    if mapping is None:
        return upload
    if upload.mapping is None:
        return "A vCard has no columns to map."
    try:
        given = json.loads(mapping.read_text(encoding="utf-8"))
        chosen = Mapping.from_json(given) if "columns" in given else _by_header(upload.mapping, given)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        return f"{mapping}: {problem}"
    return open_upload(content, mapping=chosen)


def _by_header(proposed: Mapping, given: dict[str, str]) -> Mapping:
    """Columns named as in the file; those that are not named keep their proposal."""
    places = {normal_header(column.header): column.index for column in proposed.columns}
    for header, slug in given.items():
        if normal_header(header) not in places:
            raise ValueError(f"The file has no column “{header}”.")
        proposed = proposed.with_field(places[normal_header(header)], slug)
    named = [replace(each, custom_name=each.custom_name or each.header) for each in proposed.columns]
    return replace(proposed, columns=tuple(named))


def _acting(firm: str | None) -> Acting | str:
    firms = list(Workspace.objects.order_by("created_at"))
    chosen = [each for each in firms if each.name == firm] if firm else firms
    if not chosen:
        return f"There is no firm called {firm}." if firm else "There is no firm yet. Open the pages to make one."
    if len(chosen) > 1:
        return "Say which firm: " + ", ".join(f"--firm “{each.name}”" for each in chosen)
    owner = Member.objects.filter(workspace=chosen[0], role="owner", disabled_at=None).order_by("created_at").first()
    return Acting(chosen[0], owner, via="command") if owner else f"{chosen[0].name} has no owner."


def _unanswered(upload: Upload, answers: Answers) -> str:
    open_ones = [each for each in upload.questions() if each.slug in ASKED and not getattr(answers, each.slug)]
    return "\n".join(
        f"{ASKED[each.slug][1]}, such as {', '.join(each.examples)}. Add {ASKED[each.slug][0]}." for each in open_ones
    )


def _rehearsed(workspace: Workspace, upload: Upload, answers: Answers) -> Counter:
    """Print the table; returns how many rows there are of each verdict."""
    counts: Counter = Counter()
    shelf = planning.shelf_of(workspace)
    for step in planning.steps(workspace, upload, answers, shelf):
        counts[step.action.value] += 1
        _print(step)
    for notice in shelf.notices:
        print(f"note: {notice}")
    print(", ".join(f"{counts[verdict]:,} {label.lower()}" for verdict, label in VERDICTS.items()))
    return counts


def _print(step: Step) -> None:
    print(f"{rows_in_words(step.row_numbers):<14} {step.action.value:<9} {_safe(step.record.name or '-')}")
    told = [brought_by(thin(step.record))] if step.action.value == "new" else []
    told += [
        f"{each['label']}: {each['old'] or '-'} -> {each['new']}"
        for each in changes_in_words(plain_changes(step.changes))
        if step.action.value in ("update", "conflict")
    ]
    for line in [*told, *step.reasons]:
        if line:
            print(f"{'':<24} {_safe(line)}")


def _safe(text: str) -> str:
    """Text of a file for a terminal: nothing in it moves the cursor."""
    return "".join(char if char.isprintable() else " " for char in text)


def _agreed(counts: Counter) -> bool:
    if not sys.stdin.isatty():
        print("Add --yes to import without being asked, or --dry-run to rehearse.", file=sys.stderr)
        return False
    answer = input(f"Import {counts['new']:,} new and {counts['update']:,} updated clients? [y/N] ")
    return answer.strip().lower() in ("y", "yes")


def _import(acting: Acting, content: bytes, name: str, upload: Upload, answers: Answers) -> int:
    whole = Import.take(acting, content, name)
    whole.say(
        mapping=upload.mapping.as_json() if upload.mapping else None,
        date_order=answers.date_order.value if answers.date_order else "",
        decimal_mark=answers.decimal_mark,
        balance_currency=answers.balance_currency,
    )
    whole.move_to("planning", "read")
    planning.plan(whole)
    running.start(whole, acting.actor)
    running.run(whole.pk, _told)
    whole.refresh_from_db()
    outcomes = ", ".join(f"{count:,} {word}" for word, count in sorted(whole.outcomes.items()))
    print(f"\nImported: {outcomes or 'nothing'}.")
    if waiting := whole.rows.undecided().count():
        print(f"{waiting:,} conflicts wait for a decision on the import page.")
    return DONE


def _told(done: int, total: int) -> None:
    end = "\r" if sys.stdout.isatty() else "\n"
    print(f"{done:,} of {total:,}", end=end, flush=True)
