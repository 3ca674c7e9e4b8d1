"""The first run: open while nobody exists, gone afterwards, and safe when two are first at once (A11)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client

from clientkeep.foundation.errors import Conflict
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import Member, User, Workspace
from clientkeep.workspace.office.first_run import opening

FIRM = {
    "firm": "Ruiz Studio",
    "trade": "photo",
    "name": "Ana Ruiz",
    "email": "Ana@Ruiz.example",
    "password": "plenty of words here",
}


@pytest.mark.django_db
def test_four_questions_lead_to_the_compose_box(client):
    assert client.get("/sign-in/").url == "/start/"
    assert client.post("/start/", FIRM).url == "/start/country/"
    firm = Workspace.objects.get()
    assert (firm.name, firm.trade, firm.email) == ("Ruiz Studio", "photo", "ana@ruiz.example")
    assert client.post("/start/country/", {"country": "DE", "zone": "Europe/Berlin"}).url == "/start/look/"
    firm.refresh_from_db()
    assert (firm.currency, firm.locale, firm.time_zone, firm.paper_size) == ("EUR", "de-DE", "Europe/Berlin", "a4")
    assert client.post("/start/look/", {"accent": "#aa3300"}).url == "/start/client/"
    answer = client.post("/start/client/", {"client": "", "email": ""})
    target = urlsplit(answer.url)
    assert target.path == "/compose/"
    assert "EUR 1,200 for a product shoot" in parse_qs(target.query)["example"][0]
    assert Event.objects.get(slug="firm.opened").sentence == "Ana Ruiz opened Ruiz Studio"


@pytest.mark.django_db
def test_the_first_client_is_put_on_record_once(client):
    from clientkeep.relationship.clients.models import Client as Record

    client.post("/start/", FIRM)
    for _ in range(2):
        answer = client.post("/start/client/", {"client": "Bloom & Co", "email": "ben@bloom.example"})
        assert "Bloom" in parse_qs(urlsplit(answer.url).query)["example"][0]
    record = Record.objects.get()
    assert record.name == "Bloom & Co" and record.contacts.get().email == "ben@bloom.example"


@pytest.mark.django_db
def test_afterwards_it_is_gone(client, cast):
    assert client.get("/start/").status_code == 404
    assert client.post("/start/", FIRM).status_code == 404
    assert not User.objects.filter(email="ana@ruiz.example").exists()


@pytest.mark.django_db
def test_the_later_questions_need_a_sign_in(client, cast):
    for step in ("country", "look", "client"):
        assert client.get(f"/start/{step}/").url.startswith("/sign-in/")


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["firm", "name", "email"])
def test_what_is_missing_is_said_at_its_field(client, field):
    answer = client.post("/start/", {**FIRM, field: ""})
    assert answer.status_code == 422 and list(answer.context["form"].errors) == [field]
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_password_is_no_must(client):
    client.post("/start/", {**FIRM, "password": ""})
    assert not User.objects.get().has_usable_password()


@pytest.mark.django_db
def test_a_zone_that_is_none_gives_way_to_the_countrys(client):
    client.post("/start/", FIRM)
    client.post("/start/country/", {"country": "JP", "zone": "Mars/Olympus"})
    firm = Workspace.objects.get()
    assert (firm.time_zone, firm.currency, firm.locale) == ("Asia/Tokyo", "JPY", "ja-JP")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "country"), [("de-AT,de;q=0.9", "AT"), ("en", "US"), ("", "US"), ("pt-BR", "BR")])
def test_the_browsers_language_suggests_the_country(client, language, country):
    client.post("/start/", FIRM)
    page = client.get("/start/country/", headers={"accept-language": language})
    assert page.context["form"]["country"].value() == country


def race(ways):
    start = Barrier(len(ways))

    def run(way):
        start.wait()
        try:
            return way()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(ways)) as pool:
        return list(pool.map(run, ways))


@pytest.mark.django_db(transaction=True)
def test_two_first_persons_at_once_are_one():
    def first(number):
        values = {**FIRM, "email": f"ana{number}@ruiz.example"}
        return lambda: Client().post("/start/", values, REMOTE_ADDR=f"203.0.113.{number}").status_code

    answers = race([first(number) for number in range(6)])
    assert answers.count(302) == 1 and set(answers) <= {302, 404, 422}
    assert (User.objects.count(), Workspace.objects.count(), Member.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_check_inside_the_lock_two_would_come_in(monkeypatch):
    """The control: the same race with the question asked too early."""
    monkeypatch.setattr(opening, "is_open", lambda: True)
    values = {**FIRM}
    values.pop("email")

    def first(number):
        return lambda: opening.open_firm(email=f"ana{number}@ruiz.example", **values)

    race([first(1), first(2)])
    assert User.objects.count() == 2


@pytest.mark.django_db
def test_the_verb_itself_refuses_a_second_firm(cast):
    with pytest.raises(Conflict):
        opening.open_firm(**FIRM)
