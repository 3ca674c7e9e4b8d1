"""The rail: each place has a letter of its own after "g"."""

from clientkeep.config.rail import FOOT, PLACES


def test_no_two_places_share_a_letter():
    letters = [letter for *_, letter, _ in (*PLACES, *FOOT)]
    assert len(set(letters)) == len(letters), letters


def test_a_documents_page_belongs_to_agreements_or_money(cast, as_member):
    firm, quote, invoice = as_member(cast.olivia), cast.document("quote"), cast.invoice()
    for address, place in (
        (f"/documents/{quote.pk}/", "Agreements"), (f"/documents/{quote.pk}/signing/", "Agreements"), ("/proposals/new/", "Agreements"),
        (f"/documents/{invoice.pk}/", "Money"), (f"/documents/{invoice.pk}/sending/", "Money"), (f"/clients/{cast.acme.pk}/scope/", "Clients"),
    ):  # fmt: skip
        rail = firm.get(address).context["rail"]
        assert [each.label for each in rail if each.current] == [place], address
