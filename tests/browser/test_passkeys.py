"""Passkeys in a real browser, with the authenticator that Chromium brings for tests."""

import pytest
from allauth.mfa.models import Authenticator

from clientkeep.workspace.members.models import Member
from clientkeep.workspace.office.signin import make_link
from tests.cast import PASSWORD, gather

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def authenticator(page):
    """A built-in authenticator that holds passkeys and always sees its person."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


@pytest.fixture
def north(live_server):
    cast = gather()
    cast.url = live_server.url.replace("127.0.0.1", "localhost")
    return cast


def sign_in_by_password(page, base):
    page.goto(f"{base}/sign-in/?next=/settings/account/")
    page.fill("[name=login]", "olivia@north.example")
    page.fill("[name=password]", PASSWORD)
    page.click("text=Sign in >> nth=-1")
    page.wait_for_url("**/settings/account/")


def add_passkey(page, base):
    page.goto(f"{base}/settings/account/passkeys/new/")
    if "/confirm/" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.click("text=Go on")
    page.fill("[name=name]", "Laptop")
    page.click("text=Add the passkey")
    page.wait_for_url("**/recovery-codes/")


def sign_out(page, base):
    page.goto(f"{base}/sign-out/")
    page.click("button:has-text('Sign out')")


def test_a_passkey_is_added_and_signs_in_without_a_password(page, authenticator, north):
    sign_in_by_password(page, north.url)
    add_passkey(page, north.url)
    assert page.locator(".codes li").count() == 10
    key = Authenticator.objects.get(type="webauthn")
    assert key.wrap().name == "Laptop" and key.user == north.olivia.user
    sign_out(page, north.url)
    page.goto(f"{north.url}/sign-in/?next=/settings/account/")
    page.click("text=Use a passkey")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto(f"{north.url}/settings/account/")
    assert page.locator("text=Laptop").first.is_visible()


def test_with_a_passkey_the_password_asks_for_it(page, authenticator, north):
    sign_in_by_password(page, north.url)
    add_passkey(page, north.url)
    sign_out(page, north.url)
    page.goto(f"{north.url}/sign-in/")
    page.fill("[name=login]", "olivia@north.example")
    page.fill("[name=password]", PASSWORD)
    page.click("text=Sign in >> nth=-1")
    page.wait_for_url("**/sign-in/second-factor/")
    page.click("text=Use a passkey")
    page.wait_for_url(lambda url: "second-factor" not in url)
    page.goto(f"{north.url}/settings/account/")
    assert page.title().startswith("Your account")


def test_a_passkey_that_is_gone_signs_nobody_in(page, authenticator, north):
    sign_in_by_password(page, north.url)
    add_passkey(page, north.url)
    sign_out(page, north.url)
    Authenticator.objects.all().delete()
    page.goto(f"{north.url}/sign-in/")
    page.click("text=Use a passkey")
    page.wait_for_load_state("networkidle")
    page.goto(f"{north.url}/settings/account/")
    assert "/sign-in/" in page.url


def test_a_passkey_of_somebody_without_access_signs_nobody_in(page, authenticator, north):
    from clientkeep.foundation import clock

    sign_in_by_password(page, north.url)
    add_passkey(page, north.url)
    sign_out(page, north.url)
    Member.objects.filter(pk=north.olivia.pk).update(disabled_at=clock.now())
    page.goto(f"{north.url}/sign-in/")
    page.click("text=Use a passkey")
    page.wait_for_selector("text=No access here")


def test_a_browser_that_refuses_is_answered_in_words(page, authenticator, north):
    session, made = authenticator
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made})
    page.goto(f"{north.url.replace('localhost', '127.0.0.1')}/sign-in/")
    page.click("text=Use a passkey")
    page.wait_for_selector("[data-passkey-words]:not([hidden])")
    assert "http://localhost" in page.inner_text("[data-passkey-words]")


def test_the_link_of_the_machine_leads_to_a_first_passkey(page, authenticator, north):
    north.olivia.user.set_unusable_password()
    north.olivia.user.save()
    page.goto(make_link(north.olivia.user, north.url))
    page.click("button:has-text('Sign in')")
    page.wait_for_url("**/settings/account/")
    add_passkey(page, north.url)
    assert Authenticator.objects.filter(user=north.olivia.user, type="webauthn").count() == 1


def test_the_first_run_is_done_by_keyboard_alone(page, live_server):
    base = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(base)
    page.goto(f"{base}/sign-in/")
    page.wait_for_url("**/start/")
    page.focus("[name=firm]")
    for value in ("Ruiz Studio", None, "Ana Ruiz", "ana@ruiz.example", "plenty of words here"):
        if value:
            page.keyboard.type(value)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/start/country/")
    for step in ("look", "client"):
        page.focus("button.button--primary")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/start/{step}/")
    page.focus("button.button--primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compose/?example=**")
