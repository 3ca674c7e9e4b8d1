"""Clients by program: what a page can do, within what the token's member sees."""

import uuid

import pytest

from clientkeep.overview.api.resources.clients.shapes import ClientsOut, ClientWhole
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event


def test_a_client_is_put_on_record_read_and_changed(api, cast):
    call = api(cast.theo)
    made = call.post(
        "/clients",
        {"name": " Nordwind ", "country": "de", "currency": "EUR", "hourly_rate": "95.50", "terms_days": 14, "tags": ["Web"],
         "custom": {"sector": "Wind"}, "stage": "active", "contact": {"name": "Nia Lund", "email": "nia@Nordwind.example"}},
    )  # fmt: skip
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["name"], told["country"], told["hourly_rate"], told["stage"]) == ("Nordwind", "DE", "95.50", "active")
    assert told["owner_id"] == str(cast.theo.pk) and told["source"] == "api"
    people = call.get(f"/clients/{told['id']}/contacts").json()["items"]
    assert [(person["name"], person["email"], person["roles"]) for person in people] == [("Nia Lund", "nia@nordwind.example", ["primary"])]
    changed = call.patch(f"/clients/{told['id']}", {"city": "Kiel", "custom": {"size": "9"}, "version": 1, "next_step": "Call"})
    assert changed.status_code == 200, changed.content
    whole = ClientWhole.model_validate_json(call.get(f"/clients/{told['id']}").content)
    assert (whole.city, whole.custom, whole.next_step) == ("Kiel", {"sector": "Wind", "size": "9"}, "Call")
    assert {gap.slug for gap in whole.missing} == {"tax_id"}
    assert Event.objects.filter(client_id=told["id"], slug="client.changed", actor_name="Theo Hart").exists()


def test_the_second_editor_learns_of_the_first(api, cast):
    call = api(cast.olivia)
    assert call.patch(f"/clients/{cast.acme.pk}", {"city": "Bend", "version": cast.acme.version}).status_code == 200
    late = call.patch(f"/clients/{cast.acme.pk}", {"city": "Reno", "version": cast.acme.version})
    assert late.status_code == 409 and late.json()["field"] == "version"


@pytest.mark.parametrize(
    ("field", "value"),
    [("workspace", "x"), ("workspace_id", "x"), ("owner", "x"), ("id", "01890000-0000-7000-8000-000000000000"), ("status", "paid"), ("words", "x"),
     ("source", "import"), ("archived_at", None), ("changed_by", "x"), ("stage", "boss"), ("tax_percent", "１２"),
     ("tax_percent", "1_0"), ("tax_percent", 7.5), ("tax_percent", "1e1"), ("tax_percent", "-1"), ("tax_percent", True),
     ("hourly_rate", "NaN"), ("hourly_rate", "1000000000001"), ("terms_days", "14"), ("terms_days", 14.0), ("name", ""),
     ("is_company", 1), ("is_company", "true"), ("currency", "XXX"), ("currency", "usd"), ("email", "nobody"),
     ("website", "javascript:alert(1)"), ("contract_starts", 0), ("contract_starts", "2026-02-30"), ("tags", ["x"] * 31),
     ("custom", {"a": "x" * 2001}), ("custom", {f"k{n}": "v" for n in range(101)}), ("country", "Germany")],
)  # fmt: skip
def test_fields_that_cannot_be_set_are_named(api, cast, field, value):
    before = Client.objects.filter(pk=cast.acme.pk).values().get()
    refused = api(cast.olivia).patch(f"/clients/{cast.acme.pk}", {field: value})
    assert refused.status_code == 422, refused.content
    assert refused.json()["field"].startswith(field) or field == "custom"
    assert Client.objects.filter(pk=cast.acme.pk).values().get() == before


def test_lists_hold_only_ones_own(api, cast):
    own = {str(cast.acme.pk), str(cast.bloom.pk)}
    assert _ids(api(cast.olivia).get("/clients")) == own
    assert _ids(api(cast.mia).get("/clients")) == {str(cast.acme.pk)}
    assert _ids(api(cast.mia).get("/clients?q=bloom")) == set()
    assert _ids(api(cast.sid).get("/clients")) == {str(cast.zephyr.pk)}


@pytest.mark.parametrize(
    ("query", "names"),
    [("q=acme", ["Acme Studio"]), ("q=acmee", ["Acme Studio"]), ("q=eugene", ["Bloom & Co"]), ("stage=lead", ["Acme Studio", "Bloom & Co"]),
     ("stage=active", []), ("owner=none", ["Acme Studio", "Bloom & Co"]), ("money=owing", ["Bloom & Co"]), ("archived=true", []),
     ("sort=newest", ["Bloom & Co", "Acme Studio"]), ("tier=none&missing=next_step", ["Acme Studio", "Bloom & Co"])],
)  # fmt: skip
def test_filters(api, cast, query, names):
    cast.invoice(cast.bloom)
    assert [row["name"] for row in api(cast.olivia).get(f"/clients?{query}").json()["items"]] == names


@pytest.mark.parametrize("sort", ["name", "contact", "newest"])
def test_pages_follow_each_other_without_gap_or_repeat(api, cast, sort):
    for number in range(7):
        Client.add(cast.north, cast.by, name=f"Client {number}")
    call, seen, query = api(cast.olivia), [], f"/clients?limit=2&sort={sort}"
    answer = ClientsOut.model_validate_json(call.get(query).content)
    while True:
        seen += [row.name for row in answer.items]
        if answer.next is None:
            break
        answer = ClientsOut.model_validate_json(call.get(f"{query}&cursor={answer.next}").content)
    assert len(seen) == len(set(seen)) == 9


def test_a_list_asks_as_often_for_five_as_for_sixty(api, cast, django_assert_max_num_queries):
    call = api(cast.olivia)
    call.get("/me")
    for number in range(60):
        Client.add(cast.north, cast.by, name=f"Client {number}")
    with django_assert_max_num_queries(3):
        assert len(call.get("/clients?limit=60").json()["items"]) == 60


def test_archive_restore_stage_and_next_step(api, cast):
    call, at = api(cast.olivia), f"/clients/{cast.acme.pk}"
    assert call.post(f"{at}/archive").json()["archived_at"]
    assert call.post(f"{at}/restore").json()["archived_at"] is None
    assert call.put(f"{at}/stage", {"stage": "active"}).json()["stage"] == "active"
    told = call.put(f"{at}/next-step", {"next_step": "Send the draft", "next_step_on": "2026-12-01"}).json()
    assert (told["next_step"], told["next_step_on"]) == ("Send the draft", "2026-12-01")
    assert call.put(f"{at}/stage", {"stage": "gone"}).json()["field"] == "stage"


def test_the_team_of_a_client(api, cast):
    call, at = api(cast.olivia), f"/clients/{cast.bloom.pk}/team"
    told = call.put(at, {"owner_id": str(cast.theo.pk), "member_ids": [str(cast.mia.pk)]})
    assert told.json() == {"owner_id": str(cast.theo.pk), "member_ids": [str(cast.mia.pk)]}
    assert call.get(at).json() == told.json()
    assert api(cast.mia).get(f"/clients/{cast.bloom.pk}").status_code == 200
    for member in (cast.sid.pk, uuid.uuid4()):
        refused = call.put(at, {"owner_id": str(member)})
        assert refused.status_code == 422 and refused.json()["field"] == "owner_id"
        assert call.put(at, {"member_ids": [str(member)]}).json()["field"] == "member_ids[0]"


def test_money_is_told_in_each_currency(api, cast):
    cast.invoice(cast.acme, "100")
    cast.invoice(cast.acme, "70", currency="EUR", issue_date="2026-01-01", due_date="2026-01-02")
    told = api(cast.olivia).get(f"/clients/{cast.acme.pk}").json()
    assert told["owed"] == [{"amount": "70.00", "currency": "EUR"}, {"amount": "100.00", "currency": "USD"}]
    assert told["overdue"] == [{"amount": "70.00", "currency": "EUR"}]
    assert api(cast.olivia, ["clients.see"]).get(f"/clients/{cast.acme.pk}").json()["owed"] == []


def _ids(answer) -> set[str]:
    return {row["id"] for row in answer.json()["items"]}
