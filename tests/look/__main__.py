"""`python -m tests.look` writes contact sheets to build/look and prints what is wrong with which page.

`--quick`: 1440 light only. `--without-axe`: pictures and overflow alone. `--only inbox`: pages whose name holds these words
(a pattern). `--at 360-dark`: that width and scheme alone; may be given more than once.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.look.desk import served
from tests.look.looking import VARIANTS, Seen, look
from tests.look.sheets import write_sheets

FOLDER = Path(__file__).resolve().parents[2] / "build" / "look"


def main() -> int:
    asked = argparse.ArgumentParser(prog="bin/look", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="one width and scheme")
    asked.add_argument("--without-axe", action="store_true", help="pictures and overflow alone")
    asked.add_argument("--only", default="", help="a pattern that the names of the pages hold")
    asked.add_argument("--at", action="append", choices=[f"{width}-{scheme}" for width, scheme in VARIANTS])
    options = asked.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    _prepare_django()
    wanted = ["1440-light"] if options.quick else options.at
    variants = [each for each in VARIANTS if not wanted or f"{each[0]}-{each[1]}" in wanted]
    wrong = 0
    with served(options.only) as firms, sync_playwright() as playwright:
        path = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
        chromium, states = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]), {}
        for width, scheme in variants:
            seen = []
            for firm in firms:
                for each in look(chromium, firm, states, width, scheme, not options.without_axe, True):
                    wrong += _tell(each, width, scheme)
                    seen.append(each)
            files = write_sheets(FOLDER, f"{width}-{scheme}", width, [(each.page.label, each.picture) for each in seen])
            print(f"  {width} {scheme}: {len(seen)} pages on {len(files)} sheets in build/look", flush=True)
        chromium.close()
    print(f"\n  {wrong} findings." if wrong else "\n  Nothing to say against any page.")
    return 1 if wrong else 0


def _tell(seen: Seen, width: int, scheme: str) -> bool:
    if seen.is_good:
        return False
    print(f"  {width:>5} {scheme:<5} {seen.page.label:<44} status {seen.status} overflow {max(0, seen.overflow)} px", flush=True)
    for finding in (*seen.axe, *seen.console):
        print(f"          {finding[:220]}", flush=True)
    return True


def _prepare_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
