"""Backup and restore as a drill: while serving, checked, refused where it must be, and what goes missing is named."""

import json
import os
import sqlite3
import tarfile
import threading
import time

import pytest

FILL = """
from tests.cast import gather
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.workspace.files import intake
cast = gather()
first = cast.invoice(); cast.invoice()
Payment.book(cast.acme, Money.of("2400", "USD"), "cash", cast.by, documents=[first])
intake.keep(cast.north, b"hello", "a.txt", cast.by)
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A filled data folder, made once."""
    from tests.installation import Installation

    made = Installation(tmp_path_factory.mktemp("template") / "data")
    made.migrate()
    made.python(FILL)
    return made.folder


@pytest.fixture
def filled(installation, template):
    import shutil

    shutil.copytree(template, installation.folder)
    return installation


def backup(filled):
    target = filled.folder.parent / "backup.tar"
    made = filled.run("backup", str(target))
    assert made.returncode == 0, made.stderr
    return target


def test_what_was_backed_up_comes_back_whole(filled, tmp_path):
    archive = backup(filled)
    assert oct(archive.stat().st_mode & 0o777) == "0o600"
    restored = filled.run("restore", str(archive), "--into", str(tmp_path / "new"))
    assert (restored.returncode, "Every check holds" in restored.stdout) == (0, True), restored.stderr
    filled.more["CLIENTKEEP_DATA"] = str(tmp_path / "new")
    assert filled.run("check").returncode == 0
    for key in ("secret-key", "sealing-key"):
        assert (tmp_path / "new" / key).read_text() == (filled.folder / key).read_text()


def test_a_backup_is_made_while_somebody_writes(filled, tmp_path):
    """A copy of the file without its log would miss what is only in the log; the archive has every committed row."""
    line = sqlite3.connect(filled.folder / "clientkeep.sqlite3", timeout=20, check_same_thread=False, isolation_level=None)
    line.execute("PRAGMA wal_autocheckpoint=0")
    line.execute("CREATE TABLE written (n INTEGER)")
    stop, slowest = threading.Event(), [0.0]

    def write() -> None:
        number = 0
        while not stop.is_set():
            start = time.monotonic()
            line.execute("INSERT INTO written VALUES (?)", (number,))
            slowest[0] = max(slowest[0], time.monotonic() - start)
            number += 1
            time.sleep(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.2)
    before = line.execute("SELECT count(*) FROM written").fetchone()[0]
    archive = backup(filled)
    stop.set()
    writer.join()
    filled.run("restore", str(archive), "--into", str(tmp_path / "new"))
    copied = [n for (n,) in sqlite3.connect(tmp_path / "new" / "clientkeep.sqlite3").execute("SELECT n FROM written")]
    assert len(copied) >= before and copied == list(range(len(copied)))
    assert slowest[0] < 1


def test_data_that_is_there_is_not_overwritten(filled):
    archive = backup(filled)
    refused = filled.run("restore", str(archive))
    assert refused.returncode == 1 and "--force" in refused.stderr
    forced = filled.run("restore", str(archive), "--force")
    assert forced.returncode == 0
    aside = [path for path in filled.folder.parent.iterdir() if "before-restore" in path.name]
    assert len(aside) == 1 and (aside[0] / "clientkeep.sqlite3").exists()


def test_data_that_is_served_is_not_pulled_away(filled):
    archive = backup(filled)
    filled.serve()
    refused = filled.run("restore", str(archive), "--force")
    assert refused.returncode == 1 and "Stop it first" in refused.stderr
    assert filled.get("/readyz")[0] == 200


@pytest.mark.parametrize("harm", ["flip", "cut", "stranger", "climb", "text"])
def test_a_damaged_or_forged_archive_is_refused(filled, tmp_path, harm):
    archive = backup(filled)
    body = bytearray(archive.read_bytes())
    if harm == "flip":
        body[len(body) // 2] ^= 1
    elif harm == "cut":
        del body[len(body) // 2 :]
    elif harm == "text":
        body = bytearray(b"not an archive")
    archive.write_bytes(body)
    if harm in ("stranger", "climb"):
        name = "evil.sh" if harm == "stranger" else "files/../../evil.sh"
        forge(archive, name)
    refused = filled.run("restore", str(archive), "--into", str(tmp_path / "new"))
    assert refused.returncode == 1 and "Nothing was restored" in refused.stderr
    assert not (tmp_path / "new").exists() and not (tmp_path / "evil.sh").exists()


def forge(archive, name) -> None:
    """Add a member and name it in the manifest."""
    with tarfile.open(archive) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    manifest = json.loads(members["manifest.json"])
    manifest["members"][name] = {"size": 2, "sha256": "0" * 64}
    members["manifest.json"], members[name] = json.dumps(manifest).encode(), b"hi"
    import io

    with tarfile.open(archive, "w") as tar:
        for key, content in members.items():
            info = tarfile.TarInfo(key)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def test_a_backup_that_does_not_pass_its_check_is_not_kept(filled):
    line = sqlite3.connect(filled.folder / "clientkeep.sqlite3")
    line.execute("DROP TRIGGER issued_document_kept")
    line.execute("UPDATE documents_document SET total_minor = total_minor + 1")
    line.commit()
    target = filled.folder.parent / "backup.tar"
    refused = filled.run("backup", str(target))
    assert refused.returncode == 1 and "did not pass its check" in refused.stderr
    assert not target.exists()
    assert [path.name for path in target.parent.iterdir() if path.name.startswith("clientkeep-")] == []


def test_files_that_went_missing_or_astray_are_named(filled):
    stored = next(path for path in (filled.folder / "files").rglob("*") if path.is_file())
    stray = stored.parent / ("0" * 32)
    stray.write_bytes(b"x")
    os.utime(stray, (0, 0))
    stored.rename(stored.with_name("f" * 32))
    said = filled.run("check")
    assert said.returncode == 1
    assert "missing files: The file a.txt" in said.stderr
    assert f"orphaned files: The file {stray.name}" in said.stderr


@pytest.mark.parametrize(
    "trigger, change, named",
    [
        ("event_kept", "UPDATE journal_event SET slug = 'x' WHERE seq = 2", "event 2"),
        ("event_stays", "DELETE FROM journal_event WHERE seq = 2", "event 2 is missing"),
        ("event_kept", "UPDATE journal_event SET payload = '{}' WHERE seq = 3", "event 3"),
    ],
)
def test_an_edited_journal_is_named_by_its_first_broken_row(filled, trigger, change, named):
    line = sqlite3.connect(filled.folder / "clientkeep.sqlite3")
    line.execute(f"DROP TRIGGER {trigger}")
    line.execute("PRAGMA foreign_keys=OFF")
    line.execute(change)
    line.commit()
    said = filled.run("verify")
    assert said.returncode == 1 and named in said.stderr


def test_an_upgrade_of_a_database_with_data_is_backed_up_first(filled):
    line = sqlite3.connect(filled.folder / "clientkeep.sqlite3")
    line.execute("DELETE FROM django_migrations WHERE app = 'queue' AND name LIKE '0002%'")
    line.executescript(
        "DROP INDEX job_key_once; DROP INDEX job_ready; DROP INDEX job_ended; ALTER TABLE queue_job DROP COLUMN key;"
        "CREATE INDEX job_ready ON queue_job (state, run_at);"
    )
    counted = line.execute("SELECT count(*), sum(total_minor) FROM documents_document").fetchone()
    line.close()
    made = filled.run("migrate")
    assert made.returncode == 0, made.stderr
    backups = list((filled.folder / "backups").glob("before-upgrade-*.tar"))
    assert len(backups) == 1
    line = sqlite3.connect(filled.folder / "clientkeep.sqlite3")
    assert line.execute("SELECT count(*), sum(total_minor) FROM documents_document").fetchone() == counted
    assert filled.run("check").returncode == 0
    assert filled.run("migrate").returncode == 0
    assert len(list((filled.folder / "backups").iterdir())) == 1
