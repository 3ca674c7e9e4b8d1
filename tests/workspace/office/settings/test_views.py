"""The settings: each page keeps its own answers, says what is wrong at the field, and tells the journal."""

import io

import pytest
from PIL import Image

from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.office.settings_pages import PAGES, pages_for

pytestmark = pytest.mark.django_db

PAPER = {"name": "North Studio", "country": "US", "city": "Salem", "address_line1": "2 Oak Street"}
TERMS = {"terms_days": "14", "tax_status": "exempt", "tax_rounding": "document"}


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def firm(cast):
    return Workspace.objects.get(pk=cast.north.pk)


def test_the_index_shows_what_the_role_may_see(cast):
    slugs = {role: [page.slug for page, _ in pages_for(cast.acting(role))] for role in (cast.olivia, cast.carla)}
    assert {"paper", "look", "place", "terms", "public", "people", "roles", "account", "tokens"} <= set(
        slugs[cast.olivia]
    )
    assert {"account", "tokens"} <= set(slugs[cast.carla]) <= {"account", "tokens", "my-hours", "absences", "signature", "notices"}


def test_each_page_is_found_from_the_index(page):
    shown = page.get("/settings/").content.decode()
    for entry in PAGES:
        assert entry.question in shown or entry.label in shown


def test_answers_are_kept_and_told(cast, page):
    assert page.post("/settings/paper/", PAPER).status_code == 302
    assert firm(cast).city == "Salem"
    assert "city" in Event.objects.get(slug="firm.changed").payload["fields"]
    assert "Oak" not in str(Event.objects.get(slug="firm.changed").payload)


def test_a_page_writes_only_its_own_fields(cast, page):
    hostile = {"is_demo": "on", "public_url": "https://evil.example", "currency": "EUR", "id": str(cast.south.pk)}
    page.post("/settings/paper/", {**PAPER, **hostile})
    kept = firm(cast)
    assert (kept.is_demo, kept.public_url, kept.currency) == (False, "", "USD")
    assert Workspace.objects.get(pk=cast.south.pk).name == "South Studio"


def test_a_refused_answer_stays_on_the_page(cast, page):
    answer = page.post("/settings/paper/", {**PAPER, "name": "", "email": "no address"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "email"}
    assert b'value="no address"' in answer.content
    assert firm(cast).city == "Portland"
    assert "<title>Who are you on paper? · North Studio</title>" in answer.content.decode()


def test_an_hourly_rate_is_kept_in_minor_units(cast, page):
    page.post("/settings/terms/", {**TERMS, "rate": "82.50"})
    assert firm(cast).hourly_rate == 8250
    assert b'value="82.50"' in page.get("/settings/terms/").content
    Workspace.objects.filter(pk=cast.north.pk).update(currency="JPY", hourly_rate=None)
    page.post("/settings/terms/", {**TERMS, "rate": "9000"})
    assert firm(cast).hourly_rate == 9000


@pytest.mark.parametrize("rate", ["NaN", "Infinity", "1e400", "-1", "12x"])
def test_what_is_no_rate_is_refused(cast, page, rate):
    assert page.post("/settings/terms/", {**TERMS, "rate": rate}).status_code == 422


def test_who_charges_tax_says_how_much(cast, page):
    answer = page.post("/settings/terms/", {**TERMS, "tax_status": "registered"})
    assert "tax_percent" in answer.context["form"].errors
    page.post("/settings/terms/", {**TERMS, "tax_status": "registered", "tax_name": "GST", "tax_percent": "9.975"})
    assert str(firm(cast).tax_percent) == "9.975"


def test_an_iban_is_checked(cast, page):
    wrong = page.post("/settings/terms/", {**TERMS, "iban": "DE89 3704 0044 0532 0130 01"})
    assert "iban" in wrong.context["form"].errors
    page.post("/settings/terms/", {**TERMS, "iban": "de89370400440532013000"})
    assert firm(cast).iban == "DE89 3704 0044 0532 0130 00"


def test_place_takes_only_known_zones_and_currencies(cast, page):
    good = {"time_zone": "Europe/Vienna", "locale": "de-AT", "currency": "EUR", "paper_size": "a4"}
    assert page.post("/settings/place/", good).status_code == 302
    for field, value in [("time_zone", "Mars/Olympus"), ("currency", "XXX"), ("locale", "xx"), ("paper_size", "a0")]:
        answer = page.post("/settings/place/", {**good, field: value})
        assert list(answer.context["form"].errors) == [field]


def test_a_private_public_address_is_refused_in_words(cast, page):
    answer = page.post("/settings/public-address/", {"public_url": "http://192.168.0.7:8000"})
    assert answer.status_code == 422
    assert b"no client could open" in answer.content and b"Run it for real" in answer.content
    assert page.post("/settings/public-address/", {"public_url": "https://clients.north.example/"}).status_code == 302
    assert firm(cast).public_url == "https://clients.north.example"


def test_the_colour_is_checked_while_one_chooses(page):
    assert b"Reads well" in page.get("/settings/look/colour/?accent=%23203050").content
    assert b"Too light" in page.get("/settings/look/colour/?accent=%23ffee88").content
    assert b"not a colour" in page.get("/settings/look/colour/?accent=<script>").content


def test_the_colour_becomes_a_style_sheet(cast, page, client):
    assert page.post("/settings/look/", {"accent": "#aa3300"}).status_code == 302
    name = brand_hash("#aa3300")
    assert f"/brand/{name}.css" in page.get("/settings/").content.decode()
    page.logout()
    sheet = client.get(f"/brand/{name}.css")
    assert sheet["Content-Type"].startswith("text/css") and "immutable" in sheet["Cache-Control"]
    assert b"--accent" in sheet.content
    assert client.get("/brand/0123456789abcdef.css").status_code == 404


def picture(kind="PNG"):
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "#aa3300").save(content, kind)
    content.seek(0)
    content.name = f"logo.{kind.lower()}"
    return content


def test_a_logo_is_kept_and_removed(cast, page):
    assert page.post("/settings/look/", {"accent": "#aa3300", "logo": picture()}).status_code == 302
    stored = firm(cast).logo_file
    assert stored and page.get(f"/files/{stored}/shown/").status_code == 200
    page.post("/settings/look/logo/remove/")
    assert firm(cast).logo_file is None


def test_what_is_no_picture_is_refused_at_the_logo(cast, page):
    bad = io.BytesIO(b"<svg onload='alert(1)'/>")
    bad.name = "logo.svg"
    answer = page.post("/settings/look/", {"accent": "#aa3300", "logo": bad})
    assert answer.status_code == 422 and b"SVG logos are not taken" in answer.content
    assert firm(cast).logo_file is None


@pytest.mark.parametrize("path", ["/settings/", "/settings/people/", "/settings/account/", "/settings/roles/"])
def test_pages_ask_few_questions_of_the_database(cast, page, path, django_assert_max_num_queries):
    page.get(path)
    with django_assert_max_num_queries(15):
        page.get(path)


def test_the_roles_page_is_made_from_the_table(page):
    from clientkeep.workspace.members.roles import ACTS

    rows = dict(page.get("/settings/roles/").context["rows"])
    assert len(rows) == len(ACTS)
    assert rows["Make and remove owners"] == [True, False, False, False]
