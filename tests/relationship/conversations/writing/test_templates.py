"""Letter templates: the firm's own beside ours, in languages, with a fixed list of names and nothing else (D1 to D3)."""

import pytest
from django.http import Http404
from django.urls import reverse

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.models import MailTemplate
from clientkeep.relationship.conversations.writing import merging
from clientkeep.relationship.conversations.writing.defaults import DEFAULTS
from clientkeep.relationship.conversations.writing.templates import (
    find_template,
    keep_template,
    remove_template,
    render,
    templates_of,
)
from clientkeep.workspace.mail.wording import Words

pytestmark = pytest.mark.django_db
HOSTILE = ["{contact.client}", "{contact!r}", "{contact[0]}", "{{ contact }}", "{% debug %}", "${contact}", "%(contact)s", "{0}", "{__class__}", "{password}"]


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def test_a_new_firm_has_ours_and_may_change_and_remove_them(cast):
    assert {each.key for each in templates_of(cast.north)} == set(DEFAULTS)
    changed = keep_template(cast.north, cast.by, "thank-you", "Thanks", {"": Words("Thanks", "Bye {contact}")})
    assert (changed.key, changed.is_own) == ("thank-you", True)
    remove_template(cast.north, cast.by, "check-in")
    assert {each.name for each in templates_of(cast.north)} == {"Thanks", "After a meeting", "Late input", "Your contact is now"}
    assert len(templates_of(cast.south)) == len(DEFAULTS)
    again = keep_template(cast.north, cast.by, "thank-you", "Thank you all", {"": Words("Thanks", "Bye")})
    assert again.name == "Thank you all" and MailTemplate.objects.count() == 2


@pytest.mark.parametrize("slug", DEFAULTS)
def test_ours_hold_to_the_rules_for_all(cast, slug):
    words = find_template(cast.north, slug).default
    merging.check(words.subject, words.text)
    filled = render(find_template(cast.north, slug), cast.acme, cast.jo, cast.olivia)
    assert "Hello Jo," in filled.text and "{" not in filled.subject + filled.text


def test_the_contacts_language_then_the_clients_then_the_default(cast):
    versions = {"": Words("Hi", "Hello"), "de": Words("Hallo", "Guten Tag"), "pt-BR": Words("Oi", "Bom dia")}
    key = keep_template(cast.north, cast.by, "", "Greeting", versions).key
    found = find_template(cast.north, key)
    assert render(found, cast.acme, cast.jo, cast.olivia).text == "Hello"
    cast.acme.change(cast.by, language="de-AT")
    assert render(found, cast.acme, cast.jo, cast.olivia).text == "Guten Tag"
    cast.jo.change(cast.by, language="pt")
    assert render(found, cast.acme, cast.jo, cast.olivia).text == "Bom dia"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_a_name_on_the_list_is_filled(cast, text):
    try:
        kept = keep_template(cast.north, cast.by, "", "Odd", {"": Words("Hi", f"A {text} b")})
    except Invalid as refused:
        assert refused.field == "text" and "is not known here" in refused.message
        return
    words = render(kept, cast.acme, cast.jo, cast.olivia).text
    assert words in (f"A {text} b", f"A {text.replace('{contact}', 'Jo')} b")


def test_the_list_of_names_is_known_and_gives_plain_words(cast):
    """Enumerated on purpose: a new name is read by somebody before it can stand in a letter (D3)."""
    assert set(merging.known_names()) == {"client", "contact", "firm", "sender", "next_step", "next_step_on", "owed", "overdue", "link"}


def test_values_are_not_read_again(cast):
    cast.acme.change(cast.by, name="{sender} {link}")
    kept = keep_template(cast.north, cast.by, "", "Odd", {"": Words("For {client}", "To {client}")})
    words = render(kept, cast.acme, cast.jo, cast.olivia)
    assert words.subject == "For {sender} {link}" and words.text == "To {sender} {{link}}"


def test_the_page_keeps_languages_and_points_out_unknown_names(cast, page):
    url = reverse("conversations:template_new")
    typed = {"name": "Greeting", "language": ["", "de"], "subject": ["Hi", "Hallo"], "text": ["Hello {contact}", "Guten Tag {kontakt}"]}
    refused = page.post(url, typed)
    assert refused.status_code == 422 and "{kontakt} is not known here" in refused.content.decode()
    assert "Guten Tag {kontakt}" in refused.content.decode() and not MailTemplate.objects.exists()
    typed["text"][1] = "Guten Tag {contact}"
    assert page.post(url, typed).status_code == 302
    row = MailTemplate.objects.get()
    assert row.words == {"": {"subject": "Hi", "text": "Hello {contact}"}, "de": {"subject": "Hallo", "text": "Guten Tag {contact}"}}
    shown = page.get(reverse("conversations:template", args=[row.pk])).content.decode()
    assert "Guten Tag {contact}" in shown
    assert "Greeting" in page.get(reverse("conversations:templates")).content.decode()
    assert page.post(reverse("conversations:template_remove", args=[row.pk])).status_code == 302
    assert page.get(reverse("conversations:template", args=[row.pk])).status_code == 404


@pytest.mark.parametrize(("typed", "words"), [
    ({"name": " "}, "Give it a name"), ({"subject": [""]}, "Write a subject"), ({"language": ["", "deutsch!"], "subject": ["a", "b"], "text": ["a", "b"]}, "Name a language"),
])  # fmt: skip
def test_what_is_wrong_is_said(cast, page, typed, words):
    given = {"name": "Greeting", "language": [""], "subject": ["Hi"], "text": ["Hello"], **typed}
    answer = page.post(reverse("conversations:template_new"), given)
    assert answer.status_code == 422 and words in answer.content.decode()


def test_another_firms_template_is_not_there(cast, page):
    theirs = keep_template(cast.south, cast.acting(cast.sid).actor, "", "Theirs", {"": Words("Hi", "Secret")})
    for url in (reverse("conversations:template", args=[theirs.key]), reverse("conversations:write", args=[cast.acme.pk]) + f"?template={theirs.key}"):
        assert page.get(url).status_code == 404
    assert page.post(reverse("conversations:template_remove", args=[theirs.key])).status_code == 404
    with pytest.raises(Http404):
        keep_template(cast.north, cast.by, theirs.key, "Ours now", {"": Words("Hi", "x")})


def test_a_letter_begins_with_a_template_in_the_recipients_language(cast, page):
    cast.jo.change(cast.by, language="de")
    keep_template(cast.north, cast.by, "thank-you", "Thanks", {"": Words("Thanks", "Bye"), "de": Words("Danke", "Tschüss {contact}")})
    shown = page.get(reverse("conversations:write", args=[cast.acme.pk]) + "?template=thank-you").content.decode()
    assert "Danke" in shown and "Tschüss {contact}" in shown


def test_the_preview_has_samples_and_runs_nothing(page):
    answer = page.post(reverse("conversations:template_preview"), {"subject": "s", "text": "Hello {contact} <img src=x>"})
    assert "Hello Jo &lt;img" in answer.content.decode() and "sandbox" in answer["Content-Security-Policy"]
