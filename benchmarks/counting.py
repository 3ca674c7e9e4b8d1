"""Counts the queries of pages in this process: {name: [cookie, path]} on standard input, {name: count} on output."""

import json
import sys


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for name, (cookie, path) in json.load(sys.stdin).items():
        browser = Client(headers={"cookie": cookie}, SERVER_NAME="localhost")
        browser.get(path)  # what a process learns once, and the last-seen time
        with CaptureQueriesContext(connection) as asked:
            status = browser.get(path).status_code
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        counts[name] = len(asked)
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
