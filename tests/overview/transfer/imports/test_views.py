"""From a file to records through the pages: columns, rehearsal, choices, run, undo; and who may."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clientkeep.foundation.ids import new_id
from clientkeep.overview.transfer import jobs
from clientkeep.overview.transfer.models import Import
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.queue import run_due_jobs

from .conftest import FILES, finish, owed, people

PAGES = ["import", "columns", "progress"]
POSTS = ["columns", "choices", "all_of_a_kind", "run", "undoing", "dropping"]
CLASH = people("Ann,Lee,Bloom & Co,ann@other.example,,9 New Road", "Bo,Lee,Orchid,bo@orchid.example")


def url(name: str, whole: Import) -> str:
    return reverse(f"transfer:{name}", args=[whole.pk])


def drop(page, content: bytes | str, name: str = "list.csv", **values):
    content = content.encode() if isinstance(content, str) else content
    return page.post(reverse("transfer:imports"), {"file": SimpleUploadedFile(name, content), **values}, follow=True)


def _bare(text: str, whole: Import) -> str:
    """A page without the id that was asked for and without its form token."""
    return re.sub(r"Token\W+\w{64}|value=\W\w{64}", "", text).replace(str(whole.pk), "")


@pytest.mark.parametrize(
    "name, tool, created",
    [
        ("freshbooks_current.csv", "FreshBooks", 2),
        ("google_contacts.csv", "Google Contacts", 2),
        ("xero_contacts.csv", "Xero contacts", 2),
        ("stripe_customers.csv", "Stripe customers", 3),
        ("cards.vcf", "vCard", None),
    ],
)
def test_a_tools_file_becomes_records_and_is_undone(cast, as_member, name, tool, created):
    page, before = as_member(cast.olivia), Client.objects.count()
    answer = drop(page, (FILES / name).read_bytes(), name)
    whole = Import.objects.get()
    assert whole.state == "planned" and f"From {tool}" in answer.text
    assert Client.objects.count() == before
    answer = page.post(url("choices", whole), {"then": "run", "stage": "active"}, follow=True)
    assert "You may leave this page" in answer.text
    run_due_jobs()
    whole.refresh_from_db()
    made = whole.outcomes["created"]
    assert whole.state == "done" and made == (created or made) and Client.objects.count() == before + made
    assert page.get(url("progress", whole))["HX-Refresh"] == "true"
    assert "Undo this import" in page.get(url("import", whole)).text
    drop(page, (FILES / name).read_bytes(), name)
    assert Import.objects.latest("created_at").counts.keys() <= {"same", "refused"}
    page.post(url("undoing", whole))
    run_due_jobs()
    whole.refresh_from_db()
    assert whole.state == "undone" and Client.objects.filter(archived_at=None).count() == before


def test_an_unknown_file_goes_over_the_columns(cast, as_member):
    page = as_member(cast.olivia)
    answer = drop(page, "Wer;Wo;Womit\nLotus;Ulm;a@lotus.example\n")
    whole = Import.objects.get()
    assert answer.resolver_match.url_name == "columns" and "a@lotus.example" in answer.text
    refused = page.post(url("columns", whole), {"column-0": "ignore", "column-1": "city", "column-2": "ignore"})
    assert refused.status_code == 422 and "Choose the column that holds the client" in refused.text
    wrong = page.post(url("columns", whole), {"column-0": "workspace"})
    assert wrong.status_code == 422 and "Choose one of the fields" in wrong.text
    page.post(url("columns", whole), {"column-0": "name", "column-1": "city", "column-2": "email", "rows_are": "clients"})
    whole.refresh_from_db()
    assert whole.state == "planned" and whole.counts == {"new": 1}
    finish(whole, cast)
    assert Client.objects.get(name="Lotus").city == "Ulm"


def test_what_can_be_read_two_ways_is_asked_once(cast, as_member):
    page = as_member(cast.olivia)
    answer = drop(page, owed("Lotus,hi@lotus.example,10,03/04/2026,"))
    whole = Import.objects.get()
    assert "How are dates written?" in answer.text and whole.state == "read"
    assert page.post(url("columns", whole), {"balance_currency": "USD"}).status_code == 422
    assert page.post(url("columns", whole), {"date_order": "day_first", "balance_currency": "XXQ"}).status_code == 422
    page.post(url("columns", whole), {"date_order": "day_first", "balance_currency": "eur"})
    whole.refresh_from_db()
    finish(whole, cast)
    item = Client.objects.get(name="Lotus").documents.get()
    assert (item.issue_date.isoformat(), item.currency, item.total_minor) == ("2026-04-03", "EUR", 1000)


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("book.xlsx", b"PK\x03\x04" + b"\0" * 50, "workbook"),
        ("empty.csv", b"", "empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        ("wide.csv", b",".join(b"c" for _ in range(300)) + b"\nx\n", "200"),
        ("../../evil.csv", b"\xff\xfe", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(cast, as_member, name, content, words):
    answer = drop(as_member(cast.olivia), content, name)
    assert answer.status_code == 422 and words in answer.text.lower()
    assert not Import.objects.exists() and not StoredFile.objects.exists()


def test_no_file_is_refused_in_words(cast, as_member):
    answer = as_member(cast.olivia).post(reverse("transfer:imports"), {})
    assert answer.status_code == 422 and "Choose a CSV or vCard file first." in answer.text


def test_a_double_click_makes_one_import(cast, as_member):
    page = as_member(cast.olivia)
    for _ in range(2):
        drop(page, CLASH, form_token="once")
    assert Import.objects.count() == 1


def test_choices_are_kept_and_run(cast, as_member, rehearsed):
    page, whole = as_member(cast.olivia), rehearsed(CLASH)
    conflict, new = whole.rows.get(verdict="conflict"), whole.rows.get(verdict="new")
    answer = page.post(url("choices", whole), {f"choice-{conflict.pk}": str(cast.bloom.pk), f"choice-{new.pk}": "skip"}, follow=True)
    assert "The choices are kept." in answer.text
    page.post(url("choices", whole), {"then": "run"})
    run_due_jobs()
    whole.refresh_from_db()
    assert whole.outcomes == {"updated": 1, "skipped": 1}


def test_a_choice_that_is_not_offered_is_refused(cast, as_member, rehearsed):
    page, whole = as_member(cast.olivia), rehearsed(CLASH)
    conflict = whole.rows.get(verdict="conflict")
    for value in (str(cast.zephyr.pk), "<script>", "row:999"):
        answer = page.post(url("choices", whole), {f"choice-{conflict.pk}": value, "then": "run"})
        assert answer.status_code == 422 and "choose one of the offered answers" in answer.text
    assert page.post(url("choices", whole), {"stage": "owner", "then": "run"}).status_code == 422
    assert page.post(url("all_of_a_kind", whole), {"verdict": "refused", "choice": "new"}).status_code == 422
    whole.refresh_from_db()
    assert whole.state == "planned"


def test_all_rows_of_a_kind_at_once(cast, as_member, rehearsed):
    whole = rehearsed(CLASH)
    page = as_member(cast.olivia)
    page.post(url("all_of_a_kind", whole), {"verdict": "conflict", "choice": "new"})
    assert page.post(url("run", whole)).status_code == 302
    run_due_jobs()
    assert Client.objects.filter(name="Bloom & Co").count() == 2


@pytest.mark.parametrize("who, may", [("olivia", True), ("adam", True), ("mia", False), ("theo", False), ("carla", False)])
def test_only_those_who_may_import(cast, as_member, rehearsed, who, may):
    whole, page = rehearsed(CLASH), as_member(getattr(cast, who))
    assert page.get(reverse("transfer:imports")).status_code == (200 if may else 403)
    for name in PAGES:
        assert page.get(url(name, whole)).status_code == (200 if may else 403)
    if not may:
        assert {page.post(url(name, whole)).status_code for name in POSTS} == {403}
        assert page.post(reverse("transfer:imports"), {"file": SimpleUploadedFile("a.csv", b"a")}).status_code == 403
        assert Import.objects.count() == 1


def test_a_stranger_gets_the_same_404_as_for_what_never_was(cast, as_member, rehearsed):
    whole, page = rehearsed(CLASH), as_member(cast.sid)
    absent = Import(pk=new_id())
    for name in PAGES:
        foreign, nothing = page.get(url(name, whole)), page.get(url(name, absent))
        assert foreign.status_code == nothing.status_code == 404
        assert _bare(foreign.text, whole) == _bare(nothing.text, absent)
    assert {page.post(url(name, whole)).status_code for name in POSTS} == {404}
    assert "list.csv" not in page.get(reverse("transfer:imports")).text
    whole.refresh_from_db()
    assert whole.state == "planned" and not whole.rows.exclude(decision="").exists()


def test_every_post_needs_its_token(cast, rehearsed, client):
    from django.test import Client as Browser

    whole, browser = rehearsed(CLASH), Browser(enforce_csrf_checks=True)
    browser.force_login(cast.olivia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert {browser.post(url(name, whole)).status_code for name in POSTS} == {403}


def test_hostile_names_stand_on_the_page_as_text(cast, as_member, rehearsed):
    whole = rehearsed(people('Eve,X,"<script>alert(1)</script>",eve@evil.example', '{{ 7|add:7 }},Y,"=HYPERLINK(1)",y@evil.example'), name="<b>list.csv")
    page = as_member(cast.olivia)
    for _ in range(2):
        text = page.get(url("import", whole)).text + page.get(reverse("transfer:imports")).text
        assert "<script>alert" not in text and "<b>list" not in text and "&lt;script&gt;alert(1)" in text
        if whole.state == "planned":
            finish(whole, cast)


def test_reading_changes_nothing(cast, as_member, rehearsed):
    whole, page = rehearsed(CLASH), as_member(cast.olivia)
    before = list(Import.objects.values()), list(whole.rows.values())
    for name in PAGES:
        page.get(url(name, whole) + "?show=conflict&q=a&rows=5")
    for name in ("choices", "run", "undoing", "dropping", "all_of_a_kind"):
        assert page.get(url(name, whole)).status_code == 405
    assert (list(Import.objects.values()), list(whole.rows.values())) == before


def test_unknown_kinds_are_not_found_and_odd_numbers_harmless(cast, as_member, rehearsed):
    whole, page = rehearsed(CLASH), as_member(cast.olivia)
    assert page.get(url("import", whole) + "?show=nonsense").status_code == 404
    for query in ("rows=-5", "rows=99999999", "rows=１２", "q=%00", "q=" + "x" * 5000, "show=new&q=%25_"):
        assert page.get(url("import", whole) + "?" + query).status_code == 200


def test_queries_do_not_grow_with_the_rows(cast, as_member, rehearsed):
    page, counts = as_member(cast.olivia), []
    page.get(reverse("transfer:imports"))
    for clients in (3, 40):
        clash = [f"Ann{n},Lee,Bloom & Co,ann{n}@other{n}.example" for n in range(2)]
        whole = rehearsed(people(*clash, *(f"P{n},Q,Studio {n},p{n}@s.example" for n in range(clients))))
        with CaptureQueriesContext(connection) as seen:
            page.get(url("import", whole))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15


def test_the_list_names_imports_that_wait_for_a_choice(cast, as_member, rehearsed):
    page, whole = as_member(cast.olivia), rehearsed(CLASH)
    assert "to decide" not in page.get(reverse("transfer:imports")).text
    finish(whole, cast)
    assert "1 to decide" in page.get(reverse("transfer:imports")).text


def test_a_rehearsal_is_thrown_away(cast, as_member, rehearsed):
    whole, page = rehearsed(CLASH), as_member(cast.olivia)
    assert "Nothing was imported" in page.post(url("dropping", whole), follow=True).text
    assert page.get(url("import", whole)).status_code == 404 and not whole.rows.exists()


def test_a_long_file_is_rehearsed_in_a_job(cast, as_member, monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 3)
    page = as_member(cast.olivia)
    answer = drop(page, people(*(f"P{n},Q,Studio {n},p{n}@s.example" for n in range(8))))
    assert "Rehearsing" in answer.text and 'hx-get="' in answer.text
    run_due_jobs()
    assert Import.objects.get().counts == {"new": 8}


def test_a_file_is_kept_for_a_day_and_its_loss_is_said(cast, as_member, rehearsed):
    from clientkeep.workspace.files import storage

    whole, page = rehearsed(CLASH), as_member(cast.olivia)
    storage.forget(whole.file_id)
    assert page.get(url("columns", whole)).status_code == 409
    assert page.get(url("import", whole)).status_code == 200
    finish(whole, cast)
    assert whole.outcomes == {"created": 1}


def test_imports_cannot_be_guessed_as_files(cast, as_member, rehearsed):
    """U8: the file itself is only for who brought it."""
    whole = rehearsed(CLASH)
    download = reverse("files:download", args=[whole.file_id])
    assert as_member(cast.adam).get(download).status_code == 404
    assert as_member(cast.sid).get(download).status_code == 404
