import time

from clientkeep.config.serving.children import Child, stop_all


def test_a_child_that_dies_at_once_is_started_again_with_growing_waits():
    child = Child("web", "clientkeep.no_such_module", {})
    child.start()
    waits = []
    for _ in range(3):
        child.process.wait(10)
        before = time.monotonic()
        assert "web ended with status 1" in child.tend()
        waits.append(round(child.not_before - before, 1))
        assert child.tend() is None and child.process is None
        child.not_before = 0
        child.tend()
    assert waits == [0.2, 0.4, 0.8]
    stop_all([child])


def test_a_child_that_does_not_listen_is_killed_in_time(tmp_path, monkeypatch):
    (tmp_path / "deaf.py").write_text(
        "import signal, time, pathlib\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(tmp_path / 'up')!r}).touch()\ntime.sleep(30)"
    )
    child = Child("deaf", "deaf", {"PYTHONPATH": str(tmp_path)})
    child.start()
    while not (tmp_path / "up").exists():
        time.sleep(0.02)
    told = time.monotonic()
    stop_all([child], seconds=0.5)
    assert time.monotonic() - told < 1.5
    assert child.process is None
