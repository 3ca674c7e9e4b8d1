"""Rules of the house that a reader cannot keep in mind all the time. Each message says what to do instead."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.house.urls import table

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
FLOORS = ("foundation", "workspace", "relationship", "lifecycle", "overview", "config")
LINES_OF_FLOORS = {
    "workspace": ("queue", "members", "journal", "files", "mail", "office", "hours", "notices", "automation"),
    "relationship": ("clients", "conversations", "rhythm", "documents", "portal"),
    "lifecycle": ("sales", "agreements", "onboarding", "delivery", "billing", "retention"),
}
VAGUE = {"utils", "helpers", "common", "misc", "services", "managers", "util", "helper"}
# Files whose SQL was read word by word: names in it come from the code, values are parameters.
SQL_REVIEWED = {
    "clientkeep/foundation/triggers.py", "clientkeep/foundation/checks.py", "clientkeep/config/backups/counting.py",
    "clientkeep/config/backups/making.py", "clientkeep/config/settings/database.py",
}  # fmt: skip
# Names that end in these words hold secrets: they are compared in constant time.
_SECRET = r"(?:token|secret|password|digest_of_secret|signature|otp|code_hash|token_hash)"
COMPARED = re.compile(rf"(?<![\w.\"'])\w*{_SECRET}\s*(?:==|!=)\s*(?!None|\"\"|'')|(?:==|!=)\s*\w+\.{_SECRET}\b")
BUILT_SQL = re.compile(r"(?:\.raw|\.extra|\.execute|executemany|RawSQL|\bRunSQL)\(\s*(?:f[\"']|[\"'][^\"']*[\"']\s*(?:%|\.format|\+))", re.S)


@cache
def tracked(*endings: str) -> tuple[Path, ...]:
    """Files of the repository, by ending."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    names = listed.stdout.splitlines() or [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return tuple(ROOT / name for name in names if name.endswith(endings) and (ROOT / name).is_file())


def code() -> list[Path]:
    """The product's own Python, migrations aside."""
    return [path for path in tracked(".py") if _inside(path, "clientkeep") and "migrations" not in path.parts]


def _inside(path: Path, folder: str) -> bool:
    return path.relative_to(ROOT).parts[0] == folder


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_with(pattern: re.Pattern, paths) -> list[str]:
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if pattern.search(line):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:90]}")
    return found


def test_sql_is_never_put_together_from_text():
    found = [name_of(path) for path in code() if BUILT_SQL.search(path.read_text())]
    assert set(found) <= SQL_REVIEWED, (
        f"{sorted(set(found) - SQL_REVIEWED)} put SQL together from text. Pass values as parameters and take names from a "
        "fixed set; where that is done and read by somebody, add the file to SQL_REVIEWED."
    )


def test_a_lock_names_the_row_it_holds():
    found = lines_with(re.compile(r"select_for_update\(\).*select_related\("), code())
    assert not found, (
        f'{found}: write select_for_update(of=("self",)): PostgreSQL else locks the joined rows too, out of order, and '
        "refuses where one of them may be missing."
    )


def test_nothing_secret_comes_from_a_guessable_source():
    found = lines_with(re.compile(r"^\s*(?:import random\b|from random import)|uuid1\("), code())
    found = [line for line in found if not line.startswith("clientkeep/config/demo/")]
    assert not found, f"{found}: use secrets (foundation/secrets.py); `random` and uuid1 can be guessed."


def test_secrets_are_compared_in_constant_time():
    found = lines_with(COMPARED, code())
    assert not found, f"{found}: compare with foundation.secrets.matches, or look the hash up; == tells how far one got."


def test_there_is_one_clock():
    found = lines_with(re.compile(r"datetime\.now\(|timezone\.now\(|date\.today\(|utcnow\(|datetime\.today\("), code())
    found = [line for line in found if not line.startswith("clientkeep/foundation/clock.py")]
    assert not found, f"{found}: ask foundation.clock, so that tests and the demo can move the time."


def test_files_stay_small():
    long = {name_of(path): count for path in tracked(".py", ".html", ".js") if (count := len(path.read_text().splitlines())) > LONGEST}
    assert not long, f"{long}: over {LONGEST} lines. Which noun inside it wants a file of its own?"


def test_names_say_what_is_inside():
    found = [name_of(path) for path in code() if VAGUE & {path.stem, *path.relative_to(ROOT).parts[:-1]}]
    assert not found, f"{found}: such a name is a sign that a noun is missing. Name the file for what it holds."


def test_nothing_is_left_for_another_day():
    words = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME|HACK)\b|#.*\bXX" + r"X\b|raise NotImplemented" + "Error")
    paths = [path for path in tracked(".py", ".html", ".js", ".css", ".md", ".toml") if path != Path(__file__)]
    found = lines_with(words, paths)
    assert not found, f"{found}: do it, or write an issue; a note in the code is read by nobody."


def test_no_file_knows_the_machine_it_was_written_on():
    places = re.compile(r"(?<![\w/.])/(?:home|Users|work|root)/\w+")
    found = lines_with(places, tracked(".py", ".html", ".js", ".css", ".md", ".toml", ".txt", ".json", ".svg"))
    found = [line for line in found if "/home/clientkeep" not in line]
    assert not found, f"{found}: a path of one machine. Use a path relative to the repository, or a temporary folder."


def test_no_test_is_skipped():
    found = lines_with(re.compile(r"mark\.(?:skip|xfail)\b|pytest\.skip\(|assert True\b"), [p for p in tracked(".py") if _inside(p, "tests")])
    found = [line for line in found if "test_house_rules.py" not in line and not line.startswith("tests/postgres.py")]
    assert not found, f"{found}: a test that does not run promises nothing. Make it run, or take it out."


def may_know(one: Path | str, other: Path | str) -> bool:
    """Whether the house lets a file of one room name something of another."""
    here, there = _place(str(one)), _place(str(other))
    if here[0] != there[0]:
        return here[0] > there[0]
    return here[1] == there[1] or -1 in (here[1], there[1]) or here[1] > there[1]


def _place(dotted: str) -> tuple[int, int]:
    parts = dotted.replace("/", ".").split(".")
    floor = parts[parts.index("clientkeep") + 1] if "clientkeep" in parts else "config"
    room = parts[parts.index(floor) + 1] if floor in parts and parts.index(floor) + 1 < len(parts) else ""
    line = LINES_OF_FLOORS.get(floor, ())
    return FLOORS.index(floor), line.index(room) if room in line else -1


def templates() -> list[Path]:
    return [path for path in tracked(".html") if "templates" in path.parts and _inside(path, "clientkeep")]


def _named(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def test_templates_name_only_what_lies_below():
    """`include` and `extends` keep the direction of the imports (docs: the house)."""
    home = {_named(path): path for path in templates()}
    wrong = []
    for name, path in home.items():
        for used in re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", path.read_text()):
            if used in home and not may_know(path.relative_to(ROOT), home[used].relative_to(ROOT)):
                wrong.append(f"{name} → {used}")
    assert not wrong, f"{wrong}: a page of a lower floor shows what higher rooms bring through a slot (foundation/slots.py)."


def test_templates_link_only_to_what_lies_below():
    rooms = {}
    for route in table():
        if ":" in route.name:
            rooms.setdefault(route.name.rsplit(":", 1)[0], route.view.__module__)
    wrong = []
    for path in templates():
        for namespace in set(re.findall(r"{%\s*url\s+[\"']([\w:]+):\w+[\"']", path.read_text())):
            if namespace in rooms and not may_know(path.relative_to(ROOT), rooms[namespace]):
                wrong.append(f"{_named(path)} → {namespace}")
    assert not wrong, f"{wrong}: a lower room does not know the addresses of a higher one. Hand the link in through a slot."


def test_foreign_keys_point_down():
    from django.apps import apps

    wrong = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and not field.auto_created and field.related_model
            ours = target and all(each.__module__.startswith("clientkeep") for each in (model, target))
            if ours and not may_know(model.__module__, target.__module__):
                wrong.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not wrong, f"{wrong}: keep a plain id below, and let the higher room point here."


def test_no_template_lets_text_through_as_html():
    reviewed = "clientkeep/foundation/ui/templates/ui/forms/field.html"  # help_text is written by us, with links in it
    paths = [path for path in templates() if name_of(path) != reviewed]
    found = lines_with(re.compile(r"\|\s*safe\b|{%\s*autoescape off|\|\s*safeseq\b"), paths)
    assert not found, f"{found}: text of others would run. Build HTML with format_html, or in a component."


def test_pages_carry_no_script_or_style_of_their_own():
    """The content policy forbids both; a page that relies on one is broken in every browser."""
    inline = re.compile(r"<script(?![^>]*(?:\ssrc=|application/json))|\sstyle=[\"']|\son(?:click|load|change|submit|input|error)=|<style(?![^>]*nonce)")
    paths = [path for path in templates() if "mail" not in path.parts]
    found = lines_with(inline, paths)
    assert not found, f"{found}: put scripts into a static file and looks into a class."


@pytest.mark.parametrize(("one", "other", "allowed"), [
    ("clientkeep.lifecycle.billing.views", "clientkeep.relationship.documents.model", True),
    ("clientkeep.relationship.clients.model", "clientkeep.lifecycle.billing.model", False),
    ("clientkeep.relationship.clients.model", "clientkeep.relationship.documents.model", False),
    ("clientkeep/relationship/portal/templates/x.html", "clientkeep/foundation/ui/templates/y.html", True),
    ("clientkeep.foundation.ui.views", "clientkeep.workspace.mail.views", False),
])  # fmt: skip
def test_the_direction_itself(one, other, allowed):
    assert may_know(one, other) is allowed
