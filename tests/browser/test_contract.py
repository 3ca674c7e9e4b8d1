"""A contract is made from a proposal at a desk, and signed on a phone, in a real browser."""

from clientkeep.lifecycle.agreements.models import Proposal, Signer, SigningKey
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.links import new_link
from tests.cast import PASSWORD, gather
from tests.lifecycle.agreements.contracts.conftest import PLAIN

from .test_signing import PHONE, wrong_with


def test_made_from_a_proposal_and_signed(transactional_db, live_server, page):
    cast = gather()
    offered = Proposal.compose(cast.acme, cast.by, PLAIN, title="A new site", currency="EUR")
    offered.issue(cast.by)
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label("E-mail").fill(cast.olivia.user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/documents/{offered.pk}/contract/")
    assert not wrong_with(page)
    page.get_by_role("button", name="Make the contract").click()
    page.wait_for_url("**/blocks/")
    assert not wrong_with(page)
    made = Document.objects.get(kind="contract")
    page.get_by_role("link", name="Check and ask for signatures").click()
    page.wait_for_url("**/signing/")
    page.get_by_role("heading", name="Ask for signatures").wait_for()
    assert not wrong_with(page)
    page.get_by_role("button", name="Ask for signatures").click()
    page.get_by_role("heading", name="Evidence").wait_for()
    assert not wrong_with(page)

    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{new_link(cast.acme, cast.jo, None)}")
    page.goto(f"{live_server.url}/p/documents/{made.pk}/")
    page.get_by_text("Your signature is asked for").wait_for()
    assert not wrong_with(page)
    page.goto(f"{live_server.url}/sign/{SigningKey.make(Signer.objects.get(name='Jo March'))}/")
    page.get_by_label("I have read the file").check()
    page.get_by_role("button", name="Agree and go on").click()
    page.get_by_label("Your full name").fill("Jo March")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("Thank you").wait_for()
    assert Signer.objects.get(name="Jo March").state == "signed"
