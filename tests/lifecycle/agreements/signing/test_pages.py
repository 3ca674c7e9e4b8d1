"""The pages of a signing: the firm's, the signer's own by a secret link, and the way there from the portal."""

import pytest

from clientkeep.lifecycle.agreements.models import Signer, Signing, SigningKey
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.models import PortalKey
from clientkeep.workspace.mail.models import Letter

from .conftest import PHONE, plain


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.olivia.user)
    return client


def test_asked_from_the_documents_page(desk, cast, quote):
    page = desk.get(f"/documents/{quote.pk}/signing/")
    assert "Ask for signatures" in plain(page)
    assert f"/documents/{quote.pk}/signing/" in desk.get(f"/documents/{quote.pk}/").content.decode()
    said = {
        "name_0": "Jo March", "email_0": "jo@acme.example", "role_0": "signer", "member": str(cast.olivia.pk), "in_order": "on",
        "expires_on": (cast.north.today()).isoformat(), "note": "As we said.", "form_token": "one",
    }  # fmt: skip
    for _ in range(2):
        assert desk.post(f"/documents/{quote.pk}/signing/", said).status_code == 302
    signing = Signing.objects.get()
    assert [each.name for each in signing.signers.all()] == ["Jo March", "Olivia North"]
    shown = plain(desk.get(f"/documents/{quote.pk}/signing/"))
    assert "Being signed" in shown and signing.sha256 in shown and "simple electronic signature" in shown
    assert Letter.objects.get(purpose="signing").text.count("{link}") == 1


def test_what_was_typed_stays_with_the_error(desk, quote):
    answer = desk.post(f"/documents/{quote.pk}/signing/", {"name_0": "Jo March", "email_0": "jo@", "expires_on": "2099-01-01"})
    assert answer.status_code == 422
    assert 'value="jo@"' in answer.content.decode()
    assert not Signing.objects.exists()


def test_signing_by_link_without_script_or_account(client, start, path, quote):
    signing = start(ours=False)
    own = path(signing, "Jo March")
    page = client.get(own)
    assert signing.sha256 in plain(page) and "simple electronic signature" in plain(page) and "on paper" in plain(page)
    assert client.get(f"{own}file/")["Content-Type"] == "application/pdf"
    assert client.post(f"{own}consent/", {"version": signing.consent_version}).status_code == 422
    assert client.post(f"{own}consent/", {"version": signing.consent_version, "agree": "yes"}).status_code == 302
    assert client.post(f"{own}signature/", {"name": ""}).status_code == 422
    for _ in range(2):
        answer = client.post(f"{own}signature/", {"name": "Jo March"}, REMOTE_ADDR="198.51.100.9", HTTP_X_FORWARDED_FOR="1.2.3.4")
        assert answer.status_code == 302
    assert "Thank you" in plain(client.get(own))
    assert Document.objects.get(pk=quote.pk).state == "accepted"
    assert signing.entries.get(kind="signed").told["address"] == "198.51.100.9"
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]


def test_looking_changes_nothing(client, start, path):
    signing = start()
    own, before = path(signing, "Jo March"), signing.entries.count()
    for _ in range(3):
        client.get(own)
        client.head(own)
        client.get(f"{own}file/")
    assert signing.entries.count() == before
    assert not Signer.objects.exclude(consented_at=None).exists()


def test_declining_by_link(client, start, path, quote):
    own = path(start(), "Jo March")
    assert client.post(f"{own}refusal/", {"reason": ""}).status_code == 422
    assert client.post(f"{own}refusal/", {"reason": "Too early"}).status_code == 302
    assert Document.objects.get(pk=quote.pk).decline_reason == "Too early"
    assert "Nothing to sign" in plain(client.get(own))
    assert client.post(f"{own}signature/", {"name": "Jo March"}).status_code == 409


def test_a_wrong_link_opens_nothing(client, start):
    start()
    for secret in ("x", "A" * 43):
        assert client.get(f"/sign/{secret}/").status_code == 404
        assert client.post(f"/sign/{secret}/signature/", {"name": "Jo March"}).status_code == 404


def test_no_page_or_letter_of_one_tells_another_ones_token(desk, start, path):
    signing = start()
    own = path(signing, "Jo March")
    secret = own.split("/")[2]
    hashes = SigningKey.objects.values_list("secret_hash", flat=True)
    for page in (own, f"/documents/{signing.document_id}/signing/", f"/documents/{signing.document_id}/"):
        told = desk.get(page).content.decode()
        assert not any(each in told for each in hashes)
        assert page == own or secret not in told


def test_the_firm_countersigns_from_its_own_page(desk, start, signed, quote):
    signing = start()
    signed(signing, "Jo March")
    answer = desk.post(f"/documents/{quote.pk}/signing/own/")
    assert answer.status_code == 302 and answer["Location"].startswith("/sign/")
    assert "Olivia North" in plain(desk.get(answer["Location"]))


def test_a_contact_goes_on_from_the_portal_to_their_own_page(client, cast, start, quote):
    start()
    for contact, status in ((cast.jo, 302), (cast.sam, 404)):
        client.get(f"/p/{PortalKey.make(cast.acme, 'portal', contact)[1]}/")
        page = plain(client.get(f"/p/documents/{quote.pk}/"))
        assert ("Your signature is asked for" in page) == (status == 302)
        assert "With your name you agree" not in page
        assert client.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Jo March"}).status_code in (409, 403)
        assert Document.objects.get(pk=quote.pk).state == "issued"
        answer = client.post(f"/p/documents/{quote.pk}/signing/")
        assert answer.status_code == status
    assert "Sign quote" not in plain(client.get("/p/"))


def test_taken_back_with_a_reason(desk, start, quote):
    signing = start()
    assert desk.post(f"/documents/{quote.pk}/signing/end/", {"because": ""}).status_code == 422
    assert desk.post(f"/documents/{quote.pk}/signing/end/", {"because": "Sam signs instead"}).status_code == 302
    assert Signing.objects.get(pk=signing.pk).end_reason == "Sam signs instead"


def test_a_drawing_is_shown_as_it_was_drawn(client, start, path):
    signing = start(ours=False)
    own = path(signing, "Jo March")
    signing.signers.get().agree_to_sign(signing.consent_version, PHONE)
    client.post(f"{own}signature/", {"name": "Jo March", "strokes": "[[[1,2],[30,40]]]"})
    assert '<path d="M1 2 L30 40"/>' in client.get(own).content.decode()


def test_a_draft_is_sent_to_accept_by_a_click_or_for_signature(cast, as_member):
    draft = cast.document("quote", issue=False)
    olivia, page = as_member(cast.olivia), f"/documents/{draft.pk}/sending/"
    shown = olivia.get(page).content.decode()
    assert "Send to accept by a click" in shown and "Send for signature" in shown
    way = f"/documents/{draft.pk}/signing/"
    answer = olivia.post(page, {"version": draft.version, "act": way})
    assert answer.status_code == 302 and answer["Location"] == way
    draft.refresh_from_db()
    assert draft.state == "issued"
    assert "Ask for signatures" in olivia.get(way).content.decode()
    invoice = cast.document("invoice", issue=False)
    assert "Send for signature" not in olivia.get(f"/documents/{invoice.pk}/sending/").content.decode()
