"""Hostile text in every field that the product keeps, then every page: nothing of it runs, nothing breaks (D1, D6).

And hostile words in the addresses of lists: quick, and never an error of ours (A19, L2).
"""

import time

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client, Contact, CustomField
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.links import new_link
from tests.house import hostile
from tests.house.objects import Side, side_of
from tests.house.urls import pages, routes

pytestmark = pytest.mark.django_db
FIRM_FIELDS = ("name", "legal_name", "address_line1", "address_line2", "city", "region", "bank_details", "footer", "phone", "tax_id")
QUERIES = (
    "_connector=OR", "_negated=1", "q__regex=(a%2B)%2B$", "name__startswith=a", "client__workspace__name=x", "sort=-password",
    "sort=client__user__password", "sort=%3F", "order=;drop", "page=999999999999999999999", "page=-1", "page=x", "rows=1e99",
    "rows=99999999999999999999", "cursor=AAAA", "state=%00", "q=%00", "q=" + "%28a%2B%29%2B" * 200, "q=" + "%25" * 3000, "q=%27%22%3B--",
    "q=%FF%FE", "state[]=x&state=y", "owner=1%20or%201%3D1", "from=9999-99-99&to=0000-00-00", "from=10000000000-01-01", "client=' or ''='",
    "year=99999999", "month=13", "tag=%F0%9F%92%A9", "q=" + "W" * 4000, "next=//evil.example", "next=javascript:alert(1)",
    "at=NaN", "amount=1e400", "min=Infinity&max=-Infinity", "stage=%0d%0aSet-Cookie:x", "days=" + "9" * 400, "part=__class__",
)  # fmt: skip


@pytest.fixture(scope="module")
def poisoned(stage) -> Side:
    """A client whose every text is hostile, of a firm whose every text is hostile."""
    cast = stage.cast
    for name in FIRM_FIELDS:
        longest = cast.north._meta.get_field(name).max_length or 2000
        setattr(cast.north, name, hostile.WHOLE[:longest])
    cast.north.save()
    client = Client.add(cast.north, cast.by, name=hostile.WHOLE[:200], **_texts(Client, "name"), tags=[hostile.SCRIPT[:30]])
    contact = Contact.add(client, cast.by, email="hostile@acme.example", name=hostile.WHOLE[:200], **_texts(Contact, "name"))
    side = side_of("poisoned", cast, client, contact, cast.theo, cast.olivia)
    for kind in ("note", "call", "mail"):
        for text in hostile.TEXTS:
            LogEntry.write(client, kind, text, cast.by)
    client.plan_next_step(hostile.WHOLE[:200], cast.north.today(), cast.by)
    CustomField.add(cast.north, hostile.SCRIPT[:100], cast.by)
    for key, kind in (("draft", "invoice"), ("invoice", "invoice"), ("quote", "quote"), ("accepted", "quote")):
        paper = Document.draft(client, kind, cast.by, lines=_lines(), **_words())
        if key != "draft":
            paper.issue(cast.by)
        if key == "accepted":
            paper.accept(cast.by)
        side.papers[key] = paper.pk
    return side


def _is_list(route):
    return route.is_portal or (route.act or "account").split(".")[0] not in ("account", "tokens", "settings", "members")


LISTS = [route for route in pages() if _is_list(route)]


def _texts(model, *left_out):
    fields = {
        "legal_name", "phone", "address_line1", "address_line2", "city", "region", "background", "title", "note", "hours", "tax_id",
    }  # fmt: skip
    names = {field.name: field for field in model._meta.fields if field.name in fields and field.name not in left_out}
    return {name: hostile.WHOLE[: min(field.max_length or 2000, 2000)] for name, field in names.items()}


def _lines():
    return [{"description": text[:500], "unit_price": "10"} for text in hostile.TEXTS]


def _only_line(document):
    (line,) = document.lines.all()
    return line


def _words():
    return {"title": hostile.WHOLE[:200], "reference": hostile.SCRIPT, "notes": hostile.WHOLE, "terms": hostile.WHOLE}


@pytest.mark.parametrize("role", ["owner", "portal"])
def test_no_page_runs_what_others_wrote(stage, poisoned, role):
    browser = stage.browsers[role]
    if role == "portal":
        contact = Contact.objects.get(pk=poisoned.values["contact_id"])
        browser.get(new_link(contact.client, contact))
    ran, shown = {}, 0
    for route in routes():
        answer = browser.get(route.path(poisoned.fill(route)))
        assert answer.status_code < 500, route.name
        if not answer.streaming and answer.get("Content-Type", "").startswith("text/html"):
            text = answer.content.decode()
            shown += "hostile()" in text
            if found := hostile.what_runs(text):
                ran[route.name] = found[:4]
    assert not ran
    assert shown >= (10 if role == "owner" else 2), "the hostile texts are on no page: the test looks past them"


def test_the_reading_finds_what_would_run():
    """The control: each hostile text is found where it stands unescaped."""
    for text in (hostile.SCRIPT, hostile.BREAKS_OUT, hostile.MARKUP, '<a href=" java\u0073cript:x">x</a>', "77007"):
        assert hostile.what_runs(f"<main>{text}</main>"), text
    assert not hostile.what_runs('<main>&lt;script&gt; <script src="/static/ui/js/menu.js"></script></main>')


@pytest.mark.parametrize("text", [*hostile.TEXTS, hostile.LONG, hostile.WITH_NUL], ids=range(len(hostile.TEXTS) + 2))
def test_what_is_typed_is_kept_as_it_is_or_refused_in_words(stage, text):
    """A client, a note and a line take each hostile text as plain words, or say what is wrong with it."""
    cast = stage.cast
    for write in (
        lambda: Client.add(cast.north, cast.by, name=text).name,
        lambda: Contact.add(cast.acme, cast.by, name=text).name,
        lambda: LogEntry.write(cast.acme, "note", text, cast.by).text,
        lambda: _only_line(Document.draft(cast.acme, "invoice", cast.by, lines=[{"description": text, "unit_price": "1"}])).description,
    ):
        try:
            kept = write()
        except Invalid as refusal:
            assert refusal.field and refusal.message
        else:
            assert "\x00" not in kept
            assert kept.strip(), "what was typed is gone without a word"


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.name)
def test_no_query_breaks_or_slows_a_page(stage, route):
    role = "owner" if route.act else "portal"
    for query in QUERIES:
        begun = time.process_time()
        answer = stage.browsers[role].get(f"{route.path()}?{query}")
        took = time.process_time() - begun
        assert answer.status_code < 500, query
        assert took < 2, query
        assert "evil.example" not in answer.get("Location", ""), query
        if answer.status_code == 405:
            break
