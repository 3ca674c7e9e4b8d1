from clientkeep.workspace.queue.discovering import find_jobs


def test_every_rooms_jobs_are_found():
    names = find_jobs()
    assert "clientkeep.workspace.queue.jobs" in names
    assert "clientkeep.workspace.journal.jobs" in names
    assert all(name.startswith("clientkeep.") and name.endswith("jobs") for name in names)
