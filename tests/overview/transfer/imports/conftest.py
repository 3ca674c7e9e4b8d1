"""An import made, rehearsed and run in one line."""

from pathlib import Path

import pytest

from clientkeep.overview.transfer.imports import planning, running, undoing
from clientkeep.overview.transfer.models import Import

FILES = Path(__file__).parents[1] / "files"
HEADER = "First Name,Last Name,Company Name,Email Address,Phone Number,Address Line 1,Address Line 2,City,State,Zip Code,Country\n"


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA = tmp_path


@pytest.fixture
def rehearsed(cast):
    """`rehearsed("a,b\\n1,2", mapping={…})`: an import of North Studio, rehearsed."""

    def make(content, name="list.csv", by=None, **answers) -> Import:
        content = content.encode() if isinstance(content, str) else content
        whole = Import.take(cast.acting(by or cast.olivia), content, name)
        if answers:
            whole.say(**answers)
        whole.move_to("planning")
        planning.plan(whole)
        whole.refresh_from_db()
        return whole

    return make


@pytest.fixture
def imported(cast, rehearsed):
    """The same, and run."""

    def make(content, name="list.csv", **answers) -> Import:
        return finish(rehearsed(content, name, **answers), cast)

    return make


def finish(whole: Import, cast) -> Import:
    running.start(whole, cast.by)
    running.run(whole.pk)
    whole.refresh_from_db()
    return whole


def undo(whole: Import, cast) -> Import:
    undoing.start(whole, cast.by)
    undoing.run(whole.pk)
    whole.refresh_from_db()
    return whole


def people(*rows: str) -> str:
    """Rows of the FreshBooks list: first,last,company,email,phone,line1,line2,city,state,zip,country."""
    return HEADER + "".join(row + "," * (10 - row.count(",")) + "\n" for row in rows)


def owed(*rows: str) -> str:
    """Rows of the QuickBooks list: name,email,balance,day,currency."""
    return "Full Name,Email,Opening Balance,Opening Balance Date,Currency,Resale Number\n" + "".join(f"{row},\n" for row in rows)
