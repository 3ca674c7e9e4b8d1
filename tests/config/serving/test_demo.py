"""From the demo to the person's own firm: one port, one process tree."""

import shutil
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.installation import ROOT, Installation


@pytest.fixture
def clone(tmp_path):
    """A copy of the code, so that its `data` folder is the test's own."""
    for name in ("clientkeep", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / "code" / name, ignore=shutil.ignore_patterns("__pycache__"))
    made = Installation(tmp_path / "code" / "data" / "demo", PYTHONPATH=str(tmp_path / "code"), CLIENTKEEP_DATA="")
    (tmp_path / "code" / "data").mkdir()
    yield made
    made.close()


def test_start_your_own_firm_leads_out_of_the_demo(clone):
    clone.serve()
    opener = build_opener(HTTPCookieProcessor(jar := CookieJar()))
    base = f"http://127.0.0.1:{clone.port}"
    assert "Start your own firm" in opener.open(base + "/demo/own-firm/").read().decode()
    token = next(cookie.value for cookie in jar if cookie.name == "ck_form")
    form = urlencode({"csrfmiddlewaretoken": token}).encode()
    answer = opener.open(Request(base + "/demo/own-firm/", form, {"Origin": base}))
    assert "Opening your own firm" in answer.read().decode()
    clone.await_answer(path="/start/")
    assert (ROOT / "bin" / "serve").exists() and (clone.folder.parent / "own" / "clientkeep.sqlite3").exists()
    assert clone.get("/demo/sign-in/")[0] == 404
    clone.close()
    clone.serve()
    assert clone.get("/demo/sign-in/")[0] == 404
