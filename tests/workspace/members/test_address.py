"""Where a request comes from, and where the installation is reached (A12, A16)."""

import pytest
from django.test import RequestFactory, override_settings

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.members.address import absolute, checked_public_url, client_address
from clientkeep.workspace.members.hosts import AnsweredHosts, forget_stored_public_urls
from clientkeep.workspace.members.models import Workspace


def request_from(peer, forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "1.2.3.4", "203.0.113.9"),
        (1, "127.0.0.1", "198.51.100.7", "198.51.100.7"),
        (1, "127.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (2, "10.0.0.2", "6.6.6.6, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "10.0.0.2", "198.51.100.7", "10.0.0.2"),
        (1, "127.0.0.1", "<b>evil</b>", "127.0.0.1"),
        (1, "8.8.8.8", "198.51.100.7", "8.8.8.8"),
    ],
    ids=["no proxy", "one proxy", "forged entry", "two proxies", "too few", "no address", "not our proxy"],
)
def test_only_the_configured_proxies_count(proxies, peer, forwarded, expected):
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(request_from(peer, forwarded)) == expected


@pytest.mark.parametrize(
    "typed",
    ["http://localhost:8000", "https://127.0.0.1", "https://192.168.1.4", "https://10.1.2.3", "https://[::1]",
     "https://studio", "https://studio.local", "https://nas.lan", "ftp://clients.example.com", "clients.example.com",
     "https://clients.example.com/portal", "https://user@clients.example.com", "https://", "javascript:alert(1)",
     "https://169.254.169.254", "https://clients.example.com:port", "https://2130706433"],
)  # fmt: skip
def test_an_address_that_no_client_could_open_is_refused_in_words(typed):
    with pytest.raises(Invalid) as refusal:
        checked_public_url(typed)
    assert refusal.value.field == "public_url"


def test_a_public_address_is_kept_without_its_path():
    assert checked_public_url(" https://Clients.Example.com/ ") == "https://clients.example.com"
    assert checked_public_url("https://clients.example.com:8443") == "https://clients.example.com:8443"


def test_links_begin_with_the_stored_address():
    assert absolute(Workspace(public_url="https://clients.example.com"), "/p/x/") == "https://clients.example.com/p/x/"


@pytest.fixture
def stored_hosts(settings):
    settings.ALLOWED_HOSTS = AnsweredHosts(["localhost"])
    forget_stored_public_urls()
    yield
    forget_stored_public_urls()


@pytest.mark.django_db
def test_a_stored_address_is_answered_without_a_restart(client, cast, stored_hosts):
    assert client.get("/sign-in/", HTTP_HOST="clients.example.com").status_code == 400
    Workspace.objects.filter(pk=cast.north.pk).update(public_url="https://clients.example.com")
    forget_stored_public_urls()
    assert client.get("/sign-in/", HTTP_HOST="clients.example.com").status_code == 200
    assert client.get("/sign-in/", HTTP_HOST="evil.example.com").status_code == 400


@pytest.mark.django_db
def test_a_process_that_did_not_save_it_answers_within_two_seconds(client, cast, stored_hosts, monkeypatch):
    seconds = [1000.0]
    monkeypatch.setattr("clientkeep.workspace.members.hosts.time.monotonic", lambda: seconds[0])
    assert client.get("/sign-in/", HTTP_HOST="clients.example.com").status_code == 400
    Workspace.objects.filter(pk=cast.north.pk).update(public_url="https://clients.example.com")
    seconds[0] += 2.1
    assert client.get("/sign-in/", HTTP_HOST="clients.example.com").status_code == 200


@pytest.mark.django_db
def test_a_form_posted_through_the_stored_address_counts_as_our_own(cast, stored_hosts):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    Workspace.objects.filter(pk=cast.north.pk).update(public_url="https://clients.example.com")
    forget_stored_public_urls()
    page = browser.get("/sign-in/", HTTP_HOST="clients.example.com")
    form = {"login": "nobody@north.example", "password": "x", "csrfmiddlewaretoken": page.context["csrf_token"]}
    ours = {"HTTP_HOST": "clients.example.com", "HTTP_ORIGIN": "https://clients.example.com"}
    assert browser.post("/sign-in/", form, **ours).status_code == 422
    theirs = {**ours, "HTTP_ORIGIN": "https://evil.example.com"}
    assert browser.post("/sign-in/", form, **theirs).status_code == 403


@pytest.mark.django_db
def test_cookies_set_over_tls_stay_on_tls(client, cast):
    assert client.get("/sign-in/", secure=True).cookies["ck_form"]["secure"]
    assert not client.get("/sign-in/").cookies["ck_form"]["secure"]
