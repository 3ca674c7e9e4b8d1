"""The office's addresses: first run, invitations, settings, people, one's own account."""

from django.urls import path

from .account import tokens
from .account import views as account
from .first_run import views as first_run
from .people import accepting
from .people import views as people
from .settings import (
    look,
    ours,  # noqa: F401 - the pages are registered before their views are made
    reading,
)
from .settings import views as settings
from .sign_in import views as sign_in
from .sign_in.limiting import limited

app_name = "office"
urlpatterns = [
    path("start/", first_run.firm, name="first_run"),
    path("start/country/", first_run.country, name="first_country"),
    path("start/look/", first_run.look, name="first_look"),
    path("start/client/", first_run.client, name="first_client"),
    path("sign-in/link/<str:token>/", limited()(sign_in.by_link), name="sign_in_link"),
    path("invitation/<str:token>/", accepting.invitation, name="invitation"),
    path("brand/<slug:name>.css", settings.brand_style, name="brand_css"),
    path("settings/", settings.index, name="settings"),
    path("settings/paper/", settings.question("paper"), name="settings_paper"),
    path("settings/look/", look.look, name="settings_look"),
    path("settings/look/colour/", settings.check_colour, name="check_colour"),
    path("settings/look/logo/remove/", look.remove_logo, name="remove_logo"),
    path("settings/place/", settings.question("place"), name="settings_place"),
    path("settings/terms/", settings.question("terms"), name="settings_terms"),
    path("settings/public-address/", settings.question("public"), name="settings_public"),
    path("settings/public-address/run-it-for-real/", reading.run_for_real, name="run_for_real"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invite/", people.invite, name="invite"),
    path("settings/people/link/forget/", people.forget_link, name="forget_link"),
    path("settings/people/invitations/<uuid:invitation_id>/withdraw/", people.withdraw, name="withdraw"),
    path("settings/people/<uuid:member_id>/", people.person, name="person"),
    path("settings/people/<uuid:member_id>/address/", people.address, name="person_address"),
    path("settings/people/<uuid:member_id>/access/", people.access, name="person_access"),
    path("settings/roles/", people.roles, name="roles"),
    path("settings/account/", account.account, name="account"),
    path("settings/account/password/", account.password, name="password"),
    path("settings/account/email/confirm/", account.confirm_email, name="confirm_email"),
    path("settings/account/sessions/<int:session_id>/end/", account.end_session, name="end_session"),
    path("settings/account/sessions/end-others/", account.end_others, name="end_other_sessions"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/new/", tokens.new_token, name="new_token"),
    path("settings/tokens/<uuid:token_id>/revoke/", tokens.revoke_token, name="revoke_token"),
]
