"""People at a client."""


import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Contact
from tests.relationship.clients.views.asking import at, text_of, undo_in


def test_a_person_is_added_once_changed_removed_and_brought_back(cast, page):
    token = page.get(at("person_add", cast.acme)).context["form_token"]
    typed = {"name": "Ana Ruiz", "email": "ana@acme.example", "phone": "503 555 0134", "roles": ["billing", "approver"], "form_token": token}
    for _ in range(2):
        assert page.post(at("person_add", cast.acme), typed).status_code == 302
    ana = Contact.objects.get(name="Ana Ruiz")
    assert (ana.roles, ana.phone) == (["billing", "approver"], "+1 503-555-0134")
    page.post(at("person", cast.acme, ana.pk), {"name": "Ana R.", "email": "ana@acme.example"})
    assert Contact.objects.get(pk=ana.pk).name == "Ana R."
    answer = page.post(at("person_remove", cast.acme, ana.pk), follow=True)
    assert page.get(at("person", cast.acme, ana.pk)).status_code == 404
    page.post(undo_in(answer))
    assert page.get(at("person", cast.acme, ana.pk)).status_code == 200


@pytest.mark.parametrize(("typed", "words"), [
    ({}, "Enter a name or an e-mail address."), ({"name": "Ana", "email": "x"}, "Enter an e-mail address like"), ({"name": "Ana", "roles": ["boss"]}, "Select a valid choice"),
    ({"name": "Ana", "client": "1"}, "client is not a field of this form"), ({"name": "x" * 201}, "at most 200 characters"),
])  # fmt: skip
def test_a_person_that_cannot_be_kept(cast, page, typed, words):
    token = page.get(at("person_add", cast.acme)).context["form_token"]
    answer = page.post(at("person_add", cast.acme), {**typed, "form_token": token})
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_a_person_of_another_client_is_not_found(cast, page):
    for name in ("person", "person_remove", "person_restore"):
        assert page.post(at(name, cast.acme, cast.ben.pk), {"name": "x"}).status_code == 404


def test_the_page_of_a_new_person_is_titled_so_and_removes_nobody(cast, page):
    shown = text_of(page.get(at("person_add", cast.acme)))
    assert "New person at Acme Studio" in shown
    assert "/account/" not in shown.split("<h1")[1].split("</h1>")[0]
    assert "Remove" not in shown.split("<main")[1]


def test_the_rail_names_the_reader_and_not_the_person_on_the_page(cast, page):
    before_the_page = text_of(page.get(at("person", cast.acme, cast.jo.pk))).split("<main")[0]
    assert (str(cast.olivia) in before_the_page, "Jo March" in before_the_page.split("<body")[1]) == (True, False)


@pytest.mark.parametrize(("power", "interest", "words"), [
    ("high", "high", "Manage closely"), ("high", "low", "Keep satisfied"), ("low", "high", "Keep informed"), ("low", "low", "Monitor"),
])  # fmt: skip
def test_power_and_interest_say_on_the_page_what_they_mean(cast, page, power, interest, words):
    assert words not in text_of(page.get(at("detail", cast.acme)))
    typed = {"name": "Jo March", "email": "jo@acme.example", "power": power, "interest": interest}
    page.post(at("person", cast.acme, cast.jo.pk), typed)
    assert words in text_of(page.get(at("detail", cast.acme)))


def test_what_is_half_known_stands_nowhere_on_the_grid(cast):
    cast.jo.change(cast.by, power="high")
    assert cast.jo.quadrant is None
    with pytest.raises(Invalid, match="high or low"):
        cast.jo.change(cast.by, interest="medium")
