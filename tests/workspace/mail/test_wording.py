"""D1 to D3: the firm's words hold placeholders from a fixed list and nothing else."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import LetterTemplate, MailServer
from clientkeep.workspace.mail.wording import change, check, filled, reset, words_of
from clientkeep.workspace.mail.wordings import PLACEHOLDERS, SAMPLES, WORDINGS
from clientkeep.workspace.members.models import Member, User, Workspace

SLUGS = WORDINGS.keys()


@pytest.mark.parametrize("slug", SLUGS)
def test_our_own_words_keep_our_own_rules(slug):
    wording = WORDINGS[slug]
    check(wording, wording.subject, wording.body)
    assert set(wording.placeholders) <= set(PLACEHOLDERS) & set(SAMPLES)


@pytest.mark.parametrize("slug", SLUGS)
def test_filled_words_have_no_brace_left_but_what_is_made_when_leaving(cast, slug):
    words = filled(cast.north, slug, SAMPLES)
    left = words.text.replace("{link}", "").replace("{code}", "") + words.subject
    assert "{" not in left and "}" not in left


def test_every_field_of_our_models_is_unreachable(cast):
    """D3: password hashes and sealed secrets among them."""
    fields = {field.name for model in (User, Workspace, Member, MailServer) for field in model._meta.get_fields()}
    for name in fields - set(PLACEHOLDERS):
        with pytest.raises(Invalid, match="is not known here"):
            change(cast.north, "document_invoice", "Subject", f"Hello {{{name}}}", cast.by)
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize(
    "subject, body, field",
    [
        ("", "x", "subject"),
        ("x" * 301, "x", "subject"),
        ("a\nBcc: b", "x", "subject"),
        ("{password}", "x", "subject"),
        ("Subject {link}", "x", "subject"),
        ("x", "", "body"),
        ("x", "x" * 20_001, "body"),
        ("x", "{code}", "body"),
    ],
)
def test_words_that_cannot_hold_are_refused_with_their_field(cast, subject, body, field):
    with pytest.raises(Invalid) as refused:
        change(cast.north, "document_invoice", subject, body, cast.by)
    assert refused.value.field == field


def test_a_letter_that_is_useless_without_its_link_keeps_it(cast):
    with pytest.raises(Invalid, match=r"Keep \{link\}"):
        change(cast.north, "invitation", "Come", "No way in", cast.by)


def test_template_expressions_in_the_firms_words_are_words(cast):
    body = "{% load x %}{{ settings.SECRET_KEY }} ${7*7} {number.__class__} for {client}"
    change(cast.north, "document_invoice", "Invoice {number}", body, cast.by)
    words = filled(cast.north, "document_invoice", {"client": "{{ 7*7 }}", "number": "7"})
    assert words.text == body.replace("{client}", "{{ 7*7 }}")
    assert words.subject == "Invoice 7"


def test_a_line_break_in_a_value_never_reaches_the_subject(cast):
    words = filled(cast.north, "document_invoice", {"number": "1\r\nBcc: x@y.z", "firm": "N"})
    assert "\n" not in words.subject and "\r" not in words.subject


def test_own_words_hold_for_the_firm_alone_until_they_are_taken_back(cast):
    change(cast.north, "document_receipt", "Thanks", "Thank you, {contact}.", cast.by)
    assert words_of(cast.north, "document_receipt").subject == "Thanks"
    assert words_of(cast.south, "document_receipt").subject == WORDINGS["document_receipt"].subject
    reset(cast.north, "document_receipt", cast.by)
    assert words_of(cast.north, "document_receipt").subject == WORDINGS["document_receipt"].subject
    assert Event.objects.filter(slug="wording.changed").count() == 2
