"""The list through the browser's eyes: filters, sorts, pages, acts on many, the download, and who may do what."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client, CustomField
from clientkeep.relationship.clients.slots import CLIENT_COLUMNS
from clientkeep.relationship.clients.tags import forget_known
from clientkeep.workspace.members.models import Member
from tests.relationship.clients.views.asking import queries

LIST = reverse("clients:list")


@pytest.fixture
def page(cast, as_member):
    forget_known(cast.north.pk)
    return as_member(cast.olivia)


def names(answer):
    return [client.name for client, _ in answer.context["rows"]]


def add_many(cast, count, **values):
    return [Client.add(cast.north, cast.by, name=f"Client {number:03}", **values) for number in range(count)]


def test_the_list_shows_this_firm_alone(cast, page):
    assert names(page.get(LIST)) == ["Acme Studio", "Bloom & Co"]


def test_a_member_kept_to_acme_sees_acme(cast, as_member):
    page = as_member(cast.mia)
    assert names(page.get(LIST)) == ["Acme Studio"]
    assert names(page.get(LIST + "?q=bloom")) == []
    assert b"Bloom" not in page.get(LIST + "?q=bloom").content.replace(b"bloom", b"")


def test_tags_of_unseen_clients_stay_unseen(cast, as_member):
    cast.bloom.change(cast.by, tags=["secret-tag"])
    assert b"secret-tag" not in as_member(cast.mia).get(LIST).content
    forget_known(cast.north.pk)
    assert b"secret-tag" in as_member(cast.olivia).get(LIST).content


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("stage=active", ["Acme Studio"]), ("stage=lead", ["Bloom & Co"]), ("tier=a", ["Acme Studio"]), ("tier=none", ["Bloom & Co"]),
        ("owner=me", ["Acme Studio"]), ("owner=none", ["Bloom & Co"]), ("tag=retainer", ["Acme Studio"]), ("tag=retain", []),
        ("missing=email", []), ("missing=next_step", ["Bloom & Co"]), ("missing=contact", ["Acme Studio", "Bloom & Co"]),
        ("q=studio&stage=lead", []), ("archived=1", []),
    ],
)  # fmt: skip
def test_filters(cast, page, query, shown):
    cast.acme.change(cast.by, tier="a", tags=["retainer", "Zoë’s"])
    cast.acme.move_to("active", cast.by)
    cast.acme.give_to(cast.olivia, cast.by)
    cast.acme.plan_next_step("Call", None, cast.by)
    assert names(page.get(f"{LIST}?{query}")) == shown


def test_a_tag_beyond_ascii_is_found(cast, page):
    cast.acme.change(cast.by, tags=["Zoë’s “own”"])
    assert names(page.get(LIST, {"tag": "Zoë’s “own”"})) == ["Acme Studio"]


@pytest.mark.parametrize(
    "query",
    ["stage=active'%20OR%201=1", "owner=00000000", "owner__user__password=x", "sort=-words", "sort=owner__user__password", "_connector=OR",
     "tier[]=a", "money=x", "missing=password", "after=x", "workspace=1", "tag=%00", "q=%00", "q=" + "x" * 5000, "owner=" + "1" * 36],
)  # fmt: skip
def test_hostile_addresses_are_only_lists(cast, page, query):
    answer = page.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    assert set(names(answer)) <= {"Acme Studio", "Bloom & Co"}


@pytest.mark.parametrize("sort", ["name", "contact", "newest"])
def test_show_more_goes_through_all_once(cast, page, sort):
    made = add_many(cast, 118)
    for number, client in enumerate(made[:60]):
        client.touched(clock.now() - dt.timedelta(days=number % 7))
    seen, address = [], f"?sort={sort}"
    while address:
        answer = page.get(LIST + address)
        seen += names(answer)
        address = answer.context["shown"].next_address
    assert len(seen) == 120
    assert len(set(seen)) == 120
    if sort == "name":
        assert seen == sorted(seen, key=str.casefold)


@pytest.mark.parametrize("query", ["", "?q=client", "?sort=contact"])
def test_the_number_of_queries_does_not_grow(cast, page, query):
    add_many(cast, 3, owner=cast.adam)
    page.get(LIST + query)
    five_rows = queries(lambda: page.get(LIST + query))
    add_many(cast, 60, owner=cast.theo)
    fifty_rows = queries(lambda: page.get(LIST + query))
    add_many(cast, 60, owner=cast.mia)
    assert queries(lambda: page.get(LIST + query)) == fifty_rows <= 15
    assert fifty_rows - five_rows == 1  # the count, which a list shown whole needs no query for


def test_later_stages_fill_columns(cast, page, monkeypatch):
    monkeypatch.setitem(CLIENT_COLUMNS._things, "score", ("Score", lambda acting, clients: {client.pk: "seven" for client in clients}))
    answer = page.get(LIST)
    assert b"Score" in answer.content
    assert answer.content.count(b"seven") == 2


def test_sorting_by_what_is_owed_lists_those_who_owe(cast, page):
    cast.invoice(cast.bloom, "900")
    cast.invoice(cast.acme, "100")
    Client.add(cast.north, cast.by, name="Owes nothing")
    answer = page.get(LIST + "?sort=owed")
    assert names(answer) == ["Bloom & Co", "Acme Studio"]
    assert [told for _, (told,) in answer.context["rows"]] == [[Money(90_000, "USD")], [Money(10_000, "USD")]]
    everybody = next(menu for menu in answer.context["menus"] if menu.label == "Money").choices[0].url
    assert names(page.get(LIST + everybody)) == ["Acme Studio", "Bloom & Co", "Owes nothing"]


def test_an_empty_list_teaches(as_member, cast):
    Client.objects.all().update(archived_at=clock.now())
    Client.objects.filter(workspace=cast.north).update(workspace=cast.south)
    assert b"Add a client" in as_member(cast.olivia).get(LIST).content


def test_adding_a_client_with_a_person(cast, page):
    form = page.get(reverse("clients:add"))
    typed = {"name": "Quill Legal", "stage": "lead", "person": "Ana Quill", "person_email": "ana@quill.example", "form_token": form.context["form_token"]}
    first, again = (page.post(reverse("clients:add"), typed) for _ in range(2))
    made = Client.objects.get(name="Quill Legal")
    assert first.url == again.url == reverse("clients:detail", args=[made.pk])
    assert [(person.name, person.roles) for person in made.contacts.all()] == [("Ana Quill", ["primary"])]
    assert made.owner == cast.olivia


def test_a_narrowed_member_sees_what_she_adds(cast, as_member):
    page = as_member(cast.mia)
    token = page.get(reverse("clients:add")).context["form_token"]
    page.post(reverse("clients:add"), {"name": "Mia’s own", "stage": "lead", "form_token": token})
    assert names(page.get(LIST)) == ["Acme Studio", "Mia’s own"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"name": ""}, "Enter the client&#x27;s name."), ({"person_email": "nobody"}, "Enter an e-mail address like"), ({"stage": "won"}, "Select a valid choice"),
     ({"workspace": "1"}, "workspace is not a field of this form"), ({"owner": "1"}, "owner is not a field"), ({"form_token": "forged"}, "This form is too old")],
)  # fmt: skip
def test_what_cannot_be_added_is_said_and_kept(cast, page, typed, words):
    token = page.get(reverse("clients:add")).context["form_token"]
    answer = page.post(reverse("clients:add"), {"name": "Quill", "stage": "lead", "person": "Ana", "form_token": token, **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Ana"' in answer.content.decode()
    assert not Client.objects.filter(name="Quill").exists()


def act(page, act_name, clients, **more):
    return page.post(reverse("clients:chosen"), {"act": act_name, "chosen": [str(client.pk) for client in clients], "next": LIST, **more}, follow=True)


def undo(page, answer):
    path = next(message.extra_tags.removeprefix("undo=") for message in answer.context["messages"])
    return page.post(path, {"next": LIST}, follow=True)


def stored(cast, name):
    return [getattr(Client.objects.get(pk=client.pk), name) for client in (cast.acme, cast.bloom)]


@pytest.mark.parametrize(
    ("name", "more", "field", "after", "before"),
    [("tag", {"tag": "spring"}, "tags", [["old", "spring"], ["spring"]], [["old"], []]), ("untag", {"tag": "OLD"}, "tags", [[], []], [["old"], []]),
     ("stage", {"stage": "paused"}, "stage", ["paused", "paused"], ["lead", "lead"])],
)  # fmt: skip
def test_acts_on_many_and_undo(cast, page, name, more, field, after, before):
    cast.acme.change(cast.by, tags=["old"])
    answer = act(page, name, [cast.acme, cast.bloom], **more)
    assert stored(cast, field) == after
    undo(page, answer)
    assert stored(cast, field) == before


def test_giving_and_archiving_many_and_undo(cast, page):
    answer = act(page, "owner", [cast.acme, cast.bloom], owner=str(cast.theo.pk))
    assert stored(cast, "owner") == [cast.theo, cast.theo]
    undo(page, answer)
    assert stored(cast, "owner") == [None, None]
    answer = act(page, "archive", [cast.acme, cast.bloom])
    assert names(page.get(LIST)) == []
    assert names(page.get(LIST + "?archived=1")) == ["Acme Studio", "Bloom & Co"]
    undo(page, answer)
    assert names(page.get(LIST)) == ["Acme Studio", "Bloom & Co"]


def test_undo_leaves_what_changed_meanwhile(cast, page):
    answer = act(page, "stage", [cast.acme, cast.bloom], stage="active")
    cast.acme.move_to("former", cast.by)
    said = undo(page, answer)
    assert stored(cast, "stage") == ["former", "lead"]
    assert b"changed meanwhile and stayed" in said.content


def test_acts_reach_only_what_one_sees(cast, as_member):
    page = as_member(cast.mia)
    act(page, "stage", [cast.acme, cast.bloom, cast.zephyr], stage="active")
    assert stored(cast, "stage") == ["active", "lead"]
    assert Client.objects.get(pk=cast.zephyr.pk).stage == "lead"


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [("mia", "archive", 403), ("mia", "owner", 403), ("mia", "tag", 200), ("carla", "tag", 403), ("adam", "archive", 200), ("olivia", "delete", 422)],
)  # fmt: skip
def test_roles_decide_over_acts(cast, as_member, who, name, status):
    answer = act(as_member(getattr(cast, who)), name, [cast.acme], tag="spring", owner="")
    assert answer.status_code == status


def test_an_owner_of_another_firm_is_refused(cast, page):
    assert act(page, "owner", [cast.acme], owner=str(cast.sid.pk)).status_code == 422
    assert stored(cast, "owner") == [None, None]


def test_undoing_what_was_never_done_is_not_found(cast, page):
    assert page.post(reverse("clients:undo", args=["abc"])).status_code == 404


def test_going_back_stays_in_this_house(cast, page):
    answer = page.post(reverse("clients:chosen"), {"act": "tag", "tag": "x", "chosen": [cast.acme.pk], "next": "https://evil.example/clients/"})
    assert answer.url == LIST


def test_the_download_is_safe_in_a_spreadsheet_and_follows_the_filters(cast, page):
    CustomField.add(cast.north, "=Formula", cast.by)
    cast.acme.change(cast.by, name='=HYPERLINK("http://evil.example")', custom={"formula": "@SUM(A1)"}, tags=["a", "b"])
    Client.add(cast.north, cast.by, name="-2+3", stage="paused")
    answer = page.post(reverse("clients:download"))
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["'-2+3", "'=HYPERLINK(\"http://evil.example\")", "Bloom & Co"]
    assert rows[1]["'=Formula"] == "'@SUM(A1)"
    assert rows[1]["person_email"] == "jo@acme.example"
    paused = page.post(reverse("clients:download") + "?stage=paused")
    assert len(b"".join(paused.streaming_content).decode().strip().splitlines()) == 2


def test_the_download_asks_its_role_and_knows_a_limit(cast, as_member):
    assert as_member(cast.mia).post(reverse("clients:download")).status_code == 403
    page = as_member(cast.carla)
    assert page.get(reverse("clients:download")).status_code == 405
    statuses = [page.post(reverse("clients:download")).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_a_disabled_member_is_out_at_once(cast, as_member):
    page = as_member(cast.theo)
    assert page.get(LIST).status_code == 200
    Member.objects.filter(pk=cast.theo.pk).update(disabled_at=clock.now())
    assert page.get(LIST).status_code == 302


def planned(cast):
    return [(one.next_step, str(one.next_step_on or ""), one.owner) for one in Client.objects.filter(pk__in=[cast.acme.pk, cast.bloom.pk]).order_by("name")]


def test_a_next_step_is_planned_with_many_at_once_and_undone(cast, page):
    cast.acme.plan_next_step("Send the colours", None, cast.by)
    before, day = planned(cast), (clock.today(cast.north.time_zone) + dt.timedelta(days=3)).isoformat()
    answer = act(page, "step", [cast.acme, cast.bloom], step="Ring them", step_on=day, step_owner=str(cast.theo.pk))
    assert planned(cast) == [("Ring them", day, cast.theo)] * 2 and "Planned for 2 clients: Ring them" in answer.content.decode()
    Client.objects.get(pk=cast.bloom.pk).plan_next_step("Something else", None, cast.by)
    undo(page, answer)
    assert planned(cast) == [before[0], ("Something else", "", cast.theo)]


def test_the_owner_stays_where_none_is_chosen(cast, page):
    cast.acme.give_to(cast.theo, cast.by)
    day = clock.today(cast.north.time_zone).isoformat()
    act(page, "step", [cast.acme], step="Ring them", step_on=day)
    assert planned(cast)[0] == ("Ring them", day, cast.theo)


@pytest.mark.parametrize(("typed", "words"), [
    ({"step": " "}, "Say what comes next"), ({"step_on": ""}, "Choose the day"), ({"step_on": "2020-01-01"}, "from today on"),
    ({"step_owner": "nobody"}, "Choose a member"), ({"step": "x" * 201}, "at most 200"),
])  # fmt: skip
def test_a_step_that_cannot_be_planned_is_planned_with_nobody(cast, page, typed, words):
    day = clock.today(cast.north.time_zone).isoformat()
    said = act(page, "step", [cast.acme, cast.bloom], **{"step": "Ring", "step_on": day, **typed})
    assert words in said.content.decode() and all(step == "" for step, _, _ in planned(cast))
