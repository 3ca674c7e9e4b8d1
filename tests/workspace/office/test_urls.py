"""Every page of the office answers each role as the table of roles says, and strangers with the sign-in page."""

import pytest
from django.urls import get_resolver, reverse

from clientkeep.workspace.members.roles import ROLES, Role
from clientkeep.workspace.office.account import urls as account_urls
from clientkeep.workspace.office.sign_in import urls as sign_in_urls
from clientkeep.workspace.office.urls import urlpatterns as office_urls

PEOPLE = {Role.OWNER: "olivia", Role.ADMIN: "adam", Role.MEMBER: "theo", Role.ACCOUNTANT: "carla"}


def gated():
    patterns = [(f"office:{each.name}", each.callback) for each in office_urls]
    patterns += [(each.name, each.callback) for each in account_urls.urlpatterns + sign_in_urls.urlpatterns]
    return [(name, view.act) for name, view in patterns if view.act]


def address(name, cast):
    for arguments in ([], [cast.theo.pk], [1]):
        try:
            return reverse(name, args=arguments)
        except Exception:  # the next set of arguments fits
            continue
    raise AssertionError(name)


def test_each_view_says_who_may_or_why_it_is_open():
    for each in [*office_urls, *account_urls.urlpatterns, *sign_in_urls.urlpatterns]:
        assert hasattr(each.callback, "act"), each.name
        assert each.callback.act or each.callback.open_because, each.name


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_pages_answer_the_role(cast, as_member, role):
    page = as_member(getattr(cast, PEOPLE[role]))
    for name, act in gated():
        answer = page.get(address(name, cast))
        if act in ROLES[role]:
            assert answer.status_code in (200, 302, 404, 405), (name, answer.status_code)
        else:
            assert answer.status_code == 403, name


@pytest.mark.django_db
def test_strangers_are_sent_to_the_sign_in(cast, client):
    for name, _ in gated():
        answer = client.get(address(name, cast))
        assert answer.status_code == 302, name
        assert answer.url.startswith("/sign-in/?next=/"), name


def test_the_open_doors_are_these_and_no_more():
    names = {
        each.name for each in office_urls + sign_in_urls.urlpatterns + account_urls.urlpatterns if not each.callback.act
    }
    assert names == {
        "first_run", "sign_in_link", "invitation", "brand_css", "account_login", "account_request_login_code",
        "account_confirm_login_code", "mfa_login_webauthn", "mfa_authenticate", "account_logout",
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/password/reset/", "/sign-up/", "/signup/",
     "/accounts/password/reset/key/1-abc/", "/accounts/inactive/", "/accounts/2fa/trust/"],
)  # fmt: skip
def test_nothing_of_allauth_is_reachable_by_accident(client, cast, path):
    assert client.get(path).status_code == 404
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not names & {"account_signup", "account_reset_password", "account_change_password", "account_set_password"}
