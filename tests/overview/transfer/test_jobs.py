"""Old imports let their rows go; their sums stay."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.overview.transfer import jobs
from clientkeep.overview.transfer.models import Import, ImportRow

from .imports.conftest import finish, imported, own_store, people, rehearsed  # noqa: F401

TWO = people("Ana,Ruiz,Lotus,ana@lotus.example", "Bo,Lee,Orchid,bo@orchid.example")


def test_rows_are_forgotten_when_they_cannot_be_undone_any_more(cast, imported, rehearsed):  # noqa: F811
    done, open_one, young = imported(TWO), rehearsed(TWO.replace("otus", "ily").replace("rchid", "live")), None
    with clock.moved(clock.now() + dt.timedelta(days=31)):
        young = rehearsed(people("Cy,Day,Rose,cy@rose.example"))
        jobs.forget_old_imports()
        assert not ImportRow.objects.filter(whole__in=[done, open_one]).exists() and young.rows.count() == 1
    assert dict(Import.objects.values_list("pk", "state")) == {done.pk: "done", open_one.pk: "dropped", young.pk: "planned"}
    done.refresh_from_db()
    assert done.outcomes == {"created": 2}


def test_what_a_file_said_is_let_go_as_soon_as_it_is_done(cast, imported):  # noqa: F811
    whole = imported(people("Ana,Ruiz,Lotus,ana@lotus.example", "Ann,Lee,Bloom & Co,ann@other.example"))
    assert dict(whole.rows.values_list("verdict", "record"))["new"] == {}
    assert whole.rows.undecided().get().record["name"] == "Bloom & Co"


def test_a_job_that_comes_twice_does_nothing_twice(cast, rehearsed):  # noqa: F811
    whole = finish(rehearsed(TWO), cast)
    before = list(Import.objects.values())
    for job in (jobs.rehearse_import, jobs.run_import, jobs.undo_import):
        job.call(str(whole.pk))
    assert list(Import.objects.values()) == before
