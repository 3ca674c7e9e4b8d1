"""Finding: clients, people, documents, pages; never what another may not see."""

import pytest


@pytest.fixture
def found(as_member):
    def find(member, typed, where="/search/"):
        return as_member(member).get(where, {"q": typed}).content.decode()

    return find


@pytest.mark.parametrize("typed", ["acme", "ACME st", "salem", "jo@acme", "sam bell", "studio acme"])
def test_a_client_is_found_by_parts_and_people(cast, found, typed):
    assert "Acme Studio" in found(cast.olivia, typed)


def test_a_typing_mistake_is_forgiven(cast, found):
    page = found(cast.olivia, "acmee studoi")
    assert "Nearly like it" in page
    assert "Acme Studio" in page


def test_a_document_is_found_by_number_and_by_its_digits(cast, found):
    invoice = cast.invoice()
    for typed in (invoice.number, invoice.number.lower(), invoice.number[:8], str(invoice.seq).zfill(4)):
        assert invoice.number in found(cast.olivia, typed)


def test_pages_and_settings_are_found(cast, found):
    assert "/outbox/" in found(cast.olivia, "outbox", "/search/bar/")
    assert "Settings" in found(cast.olivia, "paper", "/search/bar/")
    assert "/settings/" not in found(cast.theo, "paper", "/search/bar/")


def test_every_place_of_the_rail_is_found_by_its_name(cast, found):
    for typed, where in (("weekly", "/review/"), ("promi", "/promises/"), ("insights", "/insights/"), ("inb", "/inbox/")):
        assert f'href="{where}"' in found(cast.olivia, typed).split("<main")[1]


def test_a_part_in_the_middle_of_a_word_finds_no_page(cast, found):
    assert "Who are you on paper?" in found(cast.olivia, "set")
    assert "Who are you on paper?" not in found(cast.olivia, "ti")


def test_only_what_one_may_see_is_found(cast, found):
    invoice = cast.invoice(cast.bloom)
    assert "Bloom" not in found(cast.mia, "bloom").split("<main")[1].replace('value="bloom"', "")
    assert invoice.number not in found(cast.sid, invoice.number[4:])
    assert "Zephyr" not in found(cast.olivia, "zephyr labs").replace("zephyr labs", "")


def test_a_sentence_is_read_in_the_bar_and_drafted_by_post(cast, found, as_member):
    bar = found(cast.olivia, "invoice acme $300 for cards", "/search/bar/")
    assert "Draft invoice for <strong>Acme Studio</strong>" in bar
    assert 'data-method="post"' in bar
    assert "$300.00" in bar


def test_an_unsettled_sentence_leads_to_the_compose_page(cast, found):
    bar = found(cast.olivia, "invoice Jonah Pell 450 for headshots", "/search/bar/")
    assert 'data-method="post"' not in bar
    assert "/compose/?q=" in bar


@pytest.mark.parametrize(
    "typed",
    ['"', "'; drop table", "*", "%", "_", "\x00", "(", "NEAR(", "x" * 5000, "٣" * 20, "<script>alert(1)</script>"],
)
def test_hostile_words_are_only_words(cast, found, typed):
    for where in ("/search/", "/search/bar/"):
        assert "<script>alert" not in found(cast.olivia, typed, where)


def test_searching_costs_the_same_for_many(cast, as_member, django_assert_max_num_queries):
    page = as_member(cast.olivia)
    page.get("/search/", {"q": "acme"})
    with django_assert_max_num_queries(8):
        page.get("/search/", {"q": "acme"})
