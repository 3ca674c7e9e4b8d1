"""What a page says when the machine refuses to write, and when the fault is ours."""

import logging

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory, override_settings
from django.urls import path

from clientkeep.config.requests import outage, server_error


def broken(request):
    raise {"full": OperationalError("database or disk is full"), "ours": ZeroDivisionError("x")}[request.GET["why"]]


urlpatterns = [path("broken/", broken), path("api/v1/broken/", broken)]
handler500 = server_error


@pytest.fixture
def page(client):
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        yield client


def test_a_full_disk_is_said_to_be_that(page):
    answer = page.get("/broken/?why=full")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Nothing was saved" in answer.content.decode()


def test_a_program_gets_the_same_as_a_problem(page):
    answer = page.get("/api/v1/broken/?why=full")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["code"] == "unavailable"


def test_our_own_fault_has_a_code_that_the_log_knows(page, caplog):
    with caplog.at_level(logging.ERROR, "clientkeep.requests"):
        answer = page.get("/broken/?why=ours")
    assert answer.status_code == 500
    code = next(record.code for record in caplog.records if record.getMessage() == "broken page")
    assert code in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


@pytest.mark.parametrize(
    "problem, words",
    [
        (OperationalError("attempt to write a readonly database"), "disk"),
        (OperationalError("disk I/O error"), "disk"),
        (OSError(28, "No space left on device"), "disk"),
        (OperationalError('connection failed: Connection refused'), "database"),
        (ValueError("disk is full"), None),
        (OperationalError("no such table: x"), None),
    ],
)
def test_only_the_machines_own_faults_are_outages(problem, words):
    said = outage(problem)
    assert (said is None) if words is None else words in said


def test_without_an_exception_it_is_our_fault():
    assert server_error(RequestFactory().get("/")).status_code == 500


@pytest.mark.django_db(transaction=True)
def test_a_page_on_a_really_full_database_says_so_and_heals(client, settings):
    from clientkeep.workspace.members.models import Member, User, Workspace

    firm = Workspace.objects.create(name="Only", is_demo=True)
    Member.objects.create(workspace=firm, user=User.objects.create_user("r@x.example"), role="owner")
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")
        fill(cursor)
    try:
        refused = client.post("/demo/sign-in/", {"next": "x"})
        assert refused.status_code == 503
        assert settings.SESSION_COOKIE_NAME not in refused.cookies
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count=1073741823")
    assert client.post("/demo/sign-in/").status_code == 302


def fill(cursor) -> None:
    """Use up the free pages of the file."""
    for size in (40_000, 4_000, 500, 50):
        for _ in range(2_000):
            try:
                cursor.execute("INSERT INTO django_session VALUES (hex(randomblob(16)), zeroblob(%s), '2030-01-01')", [size])
            except OperationalError:
                break
