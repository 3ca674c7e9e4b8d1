"""The process tree: one command, quick to start, quick to end, and nothing left when it is killed."""

import os
import signal
import time

import pytest

from tests.installation import Installation, is_alive


def until_gone(pids: list[int], seconds: float) -> list[int]:
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(map(is_alive, pids)):
        time.sleep(0.02)
    return [pid for pid in pids if is_alive(pid)]


def full_tree(installation: Installation, least: int = 4) -> list[int]:
    end = time.monotonic() + 15
    while len(tree := installation.tree()) < least and time.monotonic() < end:
        time.sleep(0.05)
    assert len(tree) >= least, installation.said()
    return tree


def until_greeted(installation: Installation) -> None:
    """The greeting is a process of its own, and is gone once it has said what it had to say."""
    end = time.monotonic() + 15
    while time.monotonic() < end and not ("No firm is set up yet" in installation.said() and len(installation.tree()) == 4):
        time.sleep(0.05)


def test_it_serves_says_where_and_stops_within_three_seconds(installation):
    server = installation.serve()
    tree = full_tree(installation)
    assert installation.get("/healthz") == (200, "ok\n")
    until_greeted(installation)
    assert f"Clientkeep is open at http://localhost:{installation.port}" in installation.said()
    assert "No firm is set up yet" in installation.said()
    told = time.monotonic()
    server.send_signal(signal.SIGTERM)
    assert server.wait(5) == 0
    assert time.monotonic() - told < 3
    assert until_gone(tree, 0.5) == []


def test_nothing_outlives_a_killed_supervisor_and_the_port_is_free_again(installation):
    server = installation.serve()
    tree = full_tree(installation)
    server.kill()
    server.wait()
    assert until_gone(tree, 2) == []
    installation.serve()
    assert installation.get("/healthz")[0] == 200


def test_a_killed_web_server_and_a_killed_worker_are_started_again(installation):
    installation.serve()
    tree = full_tree(installation)
    for pid in tree[1:]:
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)
    installation.await_answer()
    assert len(full_tree(installation)) >= 4
    assert "web ended with status" in installation.said()
    assert "worker ended with status" in installation.said()


def test_a_second_start_is_quick_and_touches_no_data(installation):
    installation.migrate()
    installation.serve()
    installation.close()
    before = installation.python("from clientkeep.workspace.queue.models import Tick; print(Tick.objects.count())")
    started = time.monotonic()
    installation.serve()
    took = time.monotonic() - started
    assert installation.said().count("Preparing the database") == 1
    assert took < 6, f"{took:.1f} s on a machine that runs other tests beside"
    after = installation.python("from clientkeep.workspace.queue.models import Tick; print(Tick.objects.count())")
    assert int(after) >= int(before)


def test_a_taken_port_is_said_in_one_line(installation, tmp_path):
    installation.serve()
    other = Installation(tmp_path / "other")
    other.port = installation.port
    ran = other.run("serve")
    assert ran.returncode == 1
    assert ran.stderr.strip().splitlines() == [
        f"Port {other.port} is taken by another program. Stop that one, or choose another: CLIENTKEEP_PORT={other.port + 1}"
    ]


@pytest.mark.parametrize("port", ["x", "0", "65536", "８０００", ""])
def test_a_port_that_is_none_is_refused(installation, port):
    installation.more["CLIENTKEEP_PORT"] = port
    ran = installation.run("serve")
    assert ran.returncode == 2
    assert "CLIENTKEEP_PORT must be a number" in ran.stderr


def test_the_log_says_that_the_database_keeps_what_it_is_told(installation):
    installation.serve()
    facts = next(line["database"] for line in installation.lines() if line["event"] == "database")
    assert facts["synchronous"] == "FULL"
    assert facts["engine"].startswith("SQLite 3.")
    assert facts["library"] in ("safe with WAL", "has the WAL-reset bug, so it runs without WAL")


def test_the_whole_tree_stays_under_250_megabytes(installation):
    installation.serve()
    until_greeted(installation)
    for _ in range(40):
        assert installation.get("/start/")[0] == 200
    kilobytes = 0
    for pid in full_tree(installation):
        with open(f"/proc/{pid}/smaps_rollup") as lines:
            kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
    assert kilobytes < 250_000


def test_tokens_never_reach_the_log(installation):
    token = "Zk3" + "aB9_-xYz01" * 4
    installation.serve()
    for path in (f"/p/{token}/", f"/nowhere?token={token}", f"/x/{token}%0d%0aforged"):
        installation.get(path)
    time.sleep(0.3)
    assert token not in installation.said()
    assert "/p/Zk3…" in [line.get("path", "")[:7] for line in installation.lines()]
    assert all("forged" not in line for line in installation.said().splitlines() if not line.startswith("{"))
