"""C2: issuing while the lines are edited ends before or after, never mixed."""

import threading

import pytest
from django.db import connection

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.documents import freezing
from clientkeep.relationship.documents.models import Document


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_issue_and_edit_at_once(cast, round_):
    draft = cast.invoice(issue=False)
    gate, told = threading.Barrier(2), []

    def run(act) -> None:
        try:
            seen = Document.objects.get(pk=draft.pk)
            gate.wait()
            act(seen)
            told.append("done")
        except Conflict:
            told.append("conflict")
        finally:
            connection.close()

    lines = [{"description": f"Other {n}", "unit_price": "10"} for n in range(20)]
    acts = [lambda seen: seen.issue(cast.by), lambda seen: seen.rewrite(cast.by, version=seen.version, lines=lines)]
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    now = Document.objects.get(pk=draft.pk)
    assert sorted(told) == ["conflict", "done"]
    assert now.total_minor == sum(line.amount_minor for line in now.lines.all())
    assert (now.total_minor, now.lines.count(), now.state) in [(240_000, 1, "issued"), (20_000, 20, "draft")]
    if now.state == "issued":
        assert now.digest == freezing.digest_of(now)
