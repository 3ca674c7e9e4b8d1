"""The last line of bin/test: how many passed, failed, were skipped. In CI a skipped test is a failure.

Called as `count.py REPORT STATUS`: pytest's report, and 1 where a check before it has failed already.
"""

import os
import sys
from xml.etree import ElementTree


def main(report: str, status: str) -> int:
    total = failed = skipped = 0
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    if skipped and os.environ.get("CI") == "true":
        print(f"{skipped} tests were skipped, and in CI none may be.")
        status = "1"
    if status != "0" and not failed:
        failed = 1
    print(f"{max(0, total - failed - skipped)} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
