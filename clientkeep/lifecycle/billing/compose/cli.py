"""The command line: `compose TEXT …`, one text in, one draft out; nothing is written anywhere else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from . import Draft, Request, UsageError, compose

_OPTIONS = {
    "--today": "today",
    "--currency": "currency",
    "--locale": "locale",
    "--terms-days": "terms_days",
    "--client": "clients",
}
_USAGE = "compose TEXT [--today D] [--currency C] [--locale L] [--terms-days N|none] [--client NAME]… [--json] | --stdin-jsonl"


def main(argv: list[str], defaults: Mapping[str, object] | None = None) -> int:
    """Run the command; 0 for a draft, 2 for a usage error with one line on standard error naming the field.

    `defaults` are input fields that hold where neither argument nor input line gives them (the workspace's today,
    currency, clients …); there is no clock here, so without them `--today` is needed.
    """
    try:
        given, flags = parse(argv)
        if "--help" in flags:
            print(_USAGE)
            return 0
        if "--stdin-jsonl" in flags:
            return each_line(sys.stdin, sys.stdout, defaults)
        draft = compose(Request.from_mapping({**(defaults or {}), **given}))
    except UsageError as error:
        print(f"{error.field}: {error.message}", file=sys.stderr)
        return 2
    print(json.dumps(draft.as_contract(), ensure_ascii=False) if "--json" in flags else summary(draft))
    return 0


def parse(argv: list[str]) -> tuple[dict[str, object], set[str]]:
    """The input object and the flags that the arguments give; raises UsageError for an argument it does not know."""
    given: dict[str, object] = {}
    flags: set[str] = set()
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name in _OPTIONS:
            if not equals and not rest:
                raise UsageError(_OPTIONS[name], f"Give a value after {name}.")
            _set(given, _OPTIONS[name], value if equals else rest.pop(0))
        elif word in ("--json", "--stdin-jsonl", "--help"):
            flags.add(word)
        elif word == "--" and len(rest) == 1 and "text" not in given:
            given["text"] = rest.pop(0)
        elif word.startswith("--") or "text" in given:
            raise UsageError("text", f"Put the text in quotation marks; {word} is not an option. Usage: {_USAGE}")
        else:
            given["text"] = word
    return given, flags


def each_line(lines: Iterable[str], out: TextIO, defaults: Mapping[str, object] | None = None) -> int:
    """Answer one JSON object a line with one result a line; a usage error is an answer, not an end."""
    for line in lines:
        if line.strip():
            out.write(json.dumps(answer(line, defaults), ensure_ascii=False) + "\n")
            out.flush()
    return 0


def answer(line: str, defaults: Mapping[str, object] | None = None) -> dict[str, object]:
    """The contract's object for one line of input, or `{"error": FIELD, "message": …}`."""
    try:
        given = json.loads(line)
        if not isinstance(given, dict):
            raise UsageError("text", "Give one JSON object a line.")
        return compose(Request.from_mapping({**(defaults or {}), **given})).as_contract()
    except (json.JSONDecodeError, RecursionError):
        return {"error": "text", "message": "Give one JSON object a line."}
    except UsageError as error:
        return {"error": error.field, "message": error.message}


def summary(draft: Draft) -> str:
    """The draft for reading: what was understood, assumed, flagged and left over."""
    shape = draft.as_contract()
    said = [f"{draft.kind.replace('_', ' ').capitalize()} for {draft.client or 'nobody named'}"]
    for line in shape["lines"]:
        unit = f" {line['unit']}" if line["unit"] not in (None, "item") else ""
        price = line["unit_price"] or "no amount"
        off = f", {line['discount_percent']} % off" if line["discount_percent"] else ""
        said.append(
            f"  {line['description'] or 'No description'}: {line['quantity']}{unit} × {price} {draft.currency}{off}"
        )
    for name in ("discount", "tax", "deposit", "schedule", "payment"):
        if shape[name]:
            values = ", ".join(f"{key} {value}" for key, value in shape[name].items() if value not in (None, False))
            said.append(f"  {name.capitalize()}: {values}")
    for name in ("issue_date", "due_date", "valid_until", "client_email", "reference", "notes", "total"):
        if shape[name]:
            said.append(f"  {name.replace('_', ' ').capitalize()}: {shape[name]}")
    said += [f"  Assumed {one.field.replace('_', ' ')} {one.value}: {one.because}" for one in draft.assumed]
    said += [f"  Check: {flag.message}" for flag in draft.flags]
    said += [f"  Not understood: {text}" for text in shape["unresolved"]]
    return "\n".join(said)


def _set(given: dict[str, object], field: str, value: str) -> None:
    if field == "clients":
        given.setdefault("clients", []).append(value)
    elif field == "terms_days":
        whole = value.isascii() and value.isdigit() and len(value) < 10
        given[field] = None if value == "none" else int(value) if whole else value
    else:
        given[field] = value
